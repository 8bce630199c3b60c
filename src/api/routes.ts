import type { HttpHandler } from './http.ts';

/**
 * Which function under `lambdas/` serves which routes. The local server and the OpenAPI document are made from this table;
 * lib/api-routes.ts says the same to API Gateway, and a test holds the two to each other.
 */
export const ROUTES = {
  scorePayment: { method: 'POST', path: '/v1/score', lambda: 'score' },
  putPayments: { method: 'POST', path: '/v1/payments', lambda: 'payments' },
  getPayment: { method: 'GET', path: '/v1/payments/{id}', lambda: 'read' },
  explainPayment: { method: 'GET', path: '/v1/payments/{id}/explanation', lambda: 'explain' },
  getFeed: { method: 'GET', path: '/v1/feed', lambda: 'read' },
  getSummary: { method: 'GET', path: '/v1/summary', lambda: 'read' },
  listAccounts: { method: 'GET', path: '/v1/accounts', lambda: 'read' },
  getAccount: { method: 'GET', path: '/v1/accounts/{id}', lambda: 'read' },
  recordLabels: { method: 'POST', path: '/v1/labels', lambda: 'labels' },
  getModels: { method: 'GET', path: '/v1/models', lambda: 'read' },
  getHealth: { method: 'GET', path: '/v1/health', lambda: 'read' },
  getOpenApi: { method: 'GET', path: '/openapi.json', lambda: 'docs' },
  getProblemKind: { method: 'GET', path: '/problems/{kind}', lambda: 'docs' },
} as const satisfies Readonly<Record<string, Route>>;

export type Route = { readonly method: 'GET' | 'POST'; readonly path: `/${string}`; readonly lambda: string };
export type OperationId = keyof typeof ROUTES;
export type RouteKey = { [Id in OperationId]: RouteKeyOf<(typeof ROUTES)[Id]> }[OperationId];
export type HttpLambda = (typeof ROUTES)[OperationId]['lambda'];

type RouteKeyOf<R extends Route> = `${R['method']} ${R['path']}`;

/** Where what no route matches goes, as in API Gateway. */
export const DEFAULT_ROUTE = '$default';

/** Handlers by route key, given one for each function; `docs` also gets what no other route matches. */
export const bindRoutes = (lambdas: Readonly<Record<HttpLambda, HttpHandler>>): ReadonlyMap<string, HttpHandler> =>
  new Map([
    ...Object.values(ROUTES).map(({ method, path, lambda }): [string, HttpHandler] => [
      `${method} ${path}`,
      lambdas[lambda],
    ]),
    [DEFAULT_ROUTE, lambdas.docs],
  ]);

/** Methods that a path is served with, HEAD wherever GET is; none for a path that is not served. */
export const methodsOf = (path: string): readonly string[] => {
  const methods = Object.values(ROUTES).flatMap((route) => (patternOf(route.path).test(path) ? [route.method] : []));
  return methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).sort();
};

/** A route's path as a pattern that captures its parameters: `/v1/payments/{id}` matches one segment for `id`. */
export const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);

/** What a token may be allowed, as `resource/scope` of the user pool's resource servers. */
export const SCOPES = [
  ['payments/write', 'Score payments and put them on the stream'],
  ['decisions/read', 'Read decisions, accounts and figures'],
  ['labels/write', 'Record what became known of payments'],
] as const satisfies readonly (readonly [string, string])[];
export type Scope = (typeof SCOPES)[number][0];

export type ApiFunctionName = 'score' | 'payments' | 'labels' | 'read' | 'explain' | 'docs' | 'site';

export type ApiRoute = {
  readonly method: 'GET' | 'HEAD' | 'POST';
  readonly path: string;
  readonly lambda: ApiFunctionName;
  /** What a token must be allowed; a route without it is public. */
  readonly scope?: Scope;
};

/**
 * The routes of the HTTP API: those of `src/api/routes.ts` with their scopes (a test keeps the two in step), and the dashboard's files.
 * What matches none goes to `docs`, which answers 404 or 405.
 */
export const API_ROUTES: readonly ApiRoute[] = [
  { method: 'POST', path: '/v1/score', lambda: 'score', scope: 'payments/write' },
  { method: 'POST', path: '/v1/payments', lambda: 'payments', scope: 'payments/write' },
  { method: 'GET', path: '/v1/payments/{id}', lambda: 'read', scope: 'decisions/read' },
  { method: 'GET', path: '/v1/payments/{id}/explanation', lambda: 'explain', scope: 'decisions/read' },
  { method: 'GET', path: '/v1/feed', lambda: 'read', scope: 'decisions/read' },
  { method: 'GET', path: '/v1/summary', lambda: 'read', scope: 'decisions/read' },
  { method: 'GET', path: '/v1/accounts', lambda: 'read', scope: 'decisions/read' },
  { method: 'GET', path: '/v1/accounts/{id}', lambda: 'read', scope: 'decisions/read' },
  { method: 'POST', path: '/v1/labels', lambda: 'labels', scope: 'labels/write' },
  { method: 'GET', path: '/v1/models', lambda: 'read', scope: 'decisions/read' },
  { method: 'GET', path: '/v1/health', lambda: 'read', scope: 'decisions/read' },
  { method: 'GET', path: '/openapi.json', lambda: 'docs' },
  { method: 'GET', path: '/problems/{kind}', lambda: 'docs' },
  { method: 'GET', path: '/', lambda: 'site' },
  { method: 'HEAD', path: '/', lambda: 'site' },
  { method: 'GET', path: '/{file}', lambda: 'site' },
  { method: 'HEAD', path: '/{file}', lambda: 'site' },
  { method: 'GET', path: '/docs/{file}', lambda: 'site' },
  { method: 'HEAD', path: '/docs/{file}', lambda: 'site' },
];

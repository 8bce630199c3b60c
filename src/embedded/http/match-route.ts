import type { HttpHandler } from '../../api/http.ts';
import { DEFAULT_ROUTE, patternOf } from '../../api/routes.ts';

export type Match = {
  readonly routeKey: string;
  readonly handler: HttpHandler;
  readonly pathParameters?: Readonly<Record<string, string>>;
};

/** `undefined` where no route matches, `'malformed'` where an escape in the path is none. */
export type MatchRoute = (method: string, path: string) => Match | 'malformed' | undefined;

type Dynamic = {
  readonly method: string;
  readonly pattern: RegExp;
  readonly routeKey: string;
  readonly handler: HttpHandler;
};

/** Finds the route of a request as API Gateway does: exact paths before those with parameters; HEAD goes where GET does. */
export const routeMatcher = (routes: ReadonlyMap<string, HttpHandler>): MatchRoute => {
  const dynamics = [...routes].filter(([routeKey]) => routeKey.includes('{')).map(toDynamic);
  return (asked, path) => {
    const method = asked === 'HEAD' ? 'GET' : asked;
    const routeKey = `${method} ${path}`;
    const handler = routes.get(routeKey);
    if (handler !== undefined && !path.includes('{')) return { routeKey, handler };
    return matchDynamic(dynamics, method, path);
  };
};

/** What gets the requests that no route matches. */
export const defaultMatch = (routes: ReadonlyMap<string, HttpHandler>): Match | undefined => {
  const handler = routes.get(DEFAULT_ROUTE);
  return handler && { routeKey: DEFAULT_ROUTE, handler };
};

const toDynamic = ([routeKey, handler]: readonly [string, HttpHandler]): Dynamic => {
  const [method, path] = routeKey.split(' ');
  return { method, pattern: patternOf(path), routeKey, handler };
};

const matchDynamic = (dynamics: readonly Dynamic[], method: string, path: string): Match | 'malformed' | undefined => {
  for (const dynamic of dynamics) {
    const groups = dynamic.method === method ? dynamic.pattern.exec(path)?.groups : undefined;
    if (groups === undefined) continue;
    const pathParameters = decoded(groups);
    return pathParameters === undefined
      ? 'malformed'
      : { routeKey: dynamic.routeKey, handler: dynamic.handler, pathParameters };
  }
  return undefined;
};

const decoded = (groups: Readonly<Record<string, string>>): Record<string, string> | undefined => {
  try {
    return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]));
  } catch {
    return undefined;
  }
};

import type { Context } from 'aws-lambda';
import type { HttpAnswer, HttpEvent, HttpHandler } from '../../src/api/http.ts';
import { DEFAULT_ROUTE, type RouteKey } from '../../src/api/routes.ts';

export type RequestOverrides = {
  readonly pathParameters?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is when it is text, else as JSON. */
  readonly body?: unknown;
  /** What was asked for, when that is not the route itself. */
  readonly asked?: `${string} /${string}`;
  readonly isBase64Encoded?: boolean;
};

export const REQUEST_ID = 'request-1';

/** A request as API Gateway's HTTP API hands it over, with a JSON body when it has one. */
export const aRequest = (routeKey: RouteKey | typeof DEFAULT_ROUTE, overrides: RequestOverrides = {}): HttpEvent => {
  const { pathParameters, query, headers, body, asked, isBase64Encoded = false } = overrides;
  const [method = '', path = ''] = (asked ?? routeKey).split(' ');
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: new URLSearchParams(query).toString(),
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(query && { queryStringParameters: query }),
    ...(pathParameters && { pathParameters }),
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    isBase64Encoded,
    requestContext: {
      accountId: '',
      apiId: '',
      domainName: '',
      domainPrefix: '',
      stage: DEFAULT_ROUTE,
      routeKey,
      requestId: REQUEST_ID,
      time: '02/Mar/2026:12:00:00 +0000',
      timeEpoch: 0,
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: '' },
    },
  };
};

const CONTEXT: Context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: '',
  functionVersion: '',
  invokedFunctionArn: '',
  memoryLimitInMB: '',
  awsRequestId: REQUEST_ID,
  logGroupName: '',
  logStreamName: '',
  getRemainingTimeInMillis: () => 30_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};

/** Hands a request to the handler of its route; `value` is the answer's body, parsed. */
export const call = async (
  routes: ReadonlyMap<string, HttpHandler>,
  event: HttpEvent,
): Promise<HttpAnswer & { readonly value: ReturnType<typeof JSON.parse> }> => {
  const handler = routes.get(event.routeKey);
  if (handler === undefined) throw new Error(`no handler for ${event.routeKey}`);
  const answer = await handler(event, CONTEXT);
  return { ...answer, value: answer.headers['content-type'].includes('json') ? JSON.parse(answer.body) : answer.body };
};

import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type { HttpEvent } from '../../api/http.ts';
import { gatewayTime } from './gateway-time.ts';
import type { Match } from './match-route.ts';

export type Received = {
  readonly request: IncomingMessage;
  readonly requestId: string;
  readonly match: Match;
  readonly body: Buffer | undefined;
};

const API = {
  accountId: 'local',
  apiId: 'local',
  domainName: 'localhost',
  domainPrefix: 'localhost',
  stage: '$default',
} as const;

/** The event that API Gateway would make of a request: payload format 2.0. A body that is not UTF-8 travels in base64. */
export const httpEvent = ({ request, requestId, match, body }: Received): HttpEvent => {
  const { method = 'GET', url = '/', headers, socket } = request;
  const [rawPath, rawQueryString] = splitTarget(url);
  const timeEpoch = Date.now();
  const asText = body === undefined || isUtf8(body);
  return {
    version: '2.0',
    routeKey: match.routeKey,
    rawPath,
    rawQueryString,
    headers: joined(headers),
    ...(rawQueryString !== '' && { queryStringParameters: parametersOf(rawQueryString) }),
    ...(match.pathParameters && { pathParameters: match.pathParameters }),
    requestContext: {
      ...API,
      routeKey: match.routeKey,
      requestId,
      time: gatewayTime(timeEpoch),
      timeEpoch,
      http: {
        method,
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: socket.remoteAddress ?? '',
        userAgent: headers['user-agent'] ?? '',
      },
    },
    ...(body !== undefined && { body: body.toString(asText ? 'utf8' : 'base64') }),
    isBase64Encoded: !asText,
  };
};

/** A request target as its path and its query, without the question mark. */
export const splitTarget = (url: string): readonly [path: string, query: string] => {
  const at = url.indexOf('?');
  return at === -1 ? [url, ''] : [url.slice(0, at), url.slice(at + 1)];
};

const joined = (headers: IncomingMessage['headers']): Record<string, string> => {
  const flat: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) flat[name] = typeof value === 'string' ? value : value.join(',');
  }
  return flat;
};

const parametersOf = (query: string): Record<string, string> => {
  const parameters = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query)) {
    const before = parameters.get(name);
    parameters.set(name, before === undefined ? value : `${before},${value}`);
  }
  return Object.fromEntries(parameters);
};

import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Context } from 'aws-lambda';
import type { HttpAnswer, HttpHandler } from '../../api/http.ts';
import type { HttpPorts } from '../../api/http-handler.ts';
import { BODY_TOO_LARGE } from '../../api/json-body.ts';
import { problem } from '../../api/problem.ts';
import { hostAllowed } from './allowed-host.ts';
import { httpEvent, splitTarget } from './http-event.ts';
import { defaultMatch, type Match, routeMatcher } from './match-route.ts';
import { readBody } from './read-body.ts';
import { type StaticSite, staticFiles } from './static-files.ts';
import { type Exchange, writeAnswer } from './write-answer.ts';

export type Site = HttpPorts & {
  /** Handlers by route key (`POST /v1/score`); `$default` gets what neither a route nor a file matches. */
  readonly routes: ReadonlyMap<string, HttpHandler>;
  readonly pages?: StaticSite;
};

type Bound = { readonly host: string; readonly isClosing: () => boolean };

/** Takes each request to its handler, its file, or the default handler, and writes the answer. */
export const answerRequests = (
  site: Site,
  { host, isClosing }: Bound,
): ((request: IncomingMessage, response: ServerResponse) => void) => {
  const match = routeMatcher(site.routes);
  const otherwise = defaultMatch(site.routes);
  const serveFile = staticFiles(site.pages ?? {});
  const isAllowed = hostAllowed(host);

  const answer = async (exchange: Exchange): Promise<void> => {
    const { request } = exchange;
    const write = (told: HttpAnswer, last = false) => writeAnswer(exchange, told, last || isClosing());
    const [path] = splitTarget(request.url ?? '');
    if (!isAllowed(request.headers.host)) return write(foreignHost(request), true);
    if (!path.startsWith('/'))
      return write(problem('malformed-request', 'expected a request target that starts with /'), true);
    const found = match(request.method ?? 'GET', path);
    if (found === 'malformed') return write(problem('malformed-request', 'a percent escape in the path is malformed'));
    if (found === undefined && (await serveFile(exchange, path))) return;
    const target = found ?? otherwise;
    if (target === undefined) return write(problem('unknown-route', `nothing is served at ${path.slice(0, 200)}`));
    const body = await readBody(request);
    if (body === 'aborted') return;
    if (body === 'too-large' || body === 'too-large-unread')
      return write(problem('body-too-large', BODY_TOO_LARGE), body === 'too-large-unread');
    write(await invoke(target, { ...exchange, body }));
  };

  return (request, response) => {
    const exchange = { request, response, requestId: randomUUID() };
    answer(exchange).catch((error: unknown) => {
      site.reportFailure({ requestId: exchange.requestId, routeKey: request.url ?? '', error });
      writeAnswer(exchange, problem('internal-error', `reported as request ${exchange.requestId}`), true);
    });
  };
};

const invoke = (
  match: Match,
  { request, requestId, body }: Exchange & { readonly body: Buffer | undefined },
): Promise<HttpAnswer> => match.handler(httpEvent({ request, requestId, match, body }), CONTEXT);

const foreignHost = ({ headers }: IncomingMessage): HttpAnswer =>
  problem(
    'foreign-host',
    `expected localhost or the address listened on as host, got ${headers.host?.slice(0, 200) ?? 'none'}`,
  );

/** As long as API Gateway waits for a function. */
const TIME_LIMIT_MS = 30_000;

/** What a function may ask of its surroundings. */
const CONTEXT: Context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'local',
  functionVersion: '$LATEST',
  invokedFunctionArn: 'arn:aws:lambda:local:000000000000:function:local',
  memoryLimitInMB: '0',
  awsRequestId: 'local',
  logGroupName: 'local',
  logStreamName: 'local',
  getRemainingTimeInMillis: () => TIME_LIMIT_MS,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};

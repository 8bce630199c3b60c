import { json } from '../../src/api/answers.ts';
import type { HttpAnswer, HttpEvent, HttpHandler } from '../../src/api/http.ts';
import { type HttpPorts, httpHandler } from '../../src/api/http-handler.ts';
import { problem } from '../../src/api/problem.ts';
import { accountsQuery, feedQuery, summaryQuery, withQuery } from '../../src/api/query.ts';
import { renderDetail, renderFeedItem } from '../../src/api/render-decision.ts';
import type { RouteKey } from '../../src/api/routes.ts';
import type { ReadPorts } from '../../src/read/ports.ts';

type Read = (event: HttpEvent, ports: ReadPorts) => Promise<HttpAnswer>;

/** All that is read: a payment's decision, the feed, the summary, accounts, models, health. */
export const createHandler = (ports: ReadPorts & HttpPorts): HttpHandler =>
  httpHandler(async (event) => {
    const read = READS.get(event.routeKey);
    return read === undefined ? problem('unknown-route', `nothing is read at ${event.routeKey}`) : read(event, ports);
  }, ports);

const getPayment: Read = async (event, ports) => {
  const id = idOf(event);
  const found = await ports.findDecision(id);
  if (found === undefined) return problem('unknown-payment', `no payment ${JSON.stringify(id)} has been decided`);
  return json(200, renderDetail(found, ports.featureNames(found.decision.versions.features)));
};

const getFeed: Read = (event, ports) =>
  withQuery(feedQuery, event, async (query) => json(200, { items: (await ports.readFeed(query)).map(renderFeedItem) }));

const getSummary: Read = (event, ports) =>
  withQuery(summaryQuery, event, async (query) => json(200, await ports.readSummary(query)));

const listAccounts: Read = (event, ports) =>
  withQuery(accountsQuery, event, async ({ limit }) => json(200, { items: await ports.readRiskyAccounts({ limit }) }));

const getAccount: Read = async (event, ports) => {
  const id = idOf(event);
  const account = await ports.readAccount(id);
  return account === undefined
    ? problem('unknown-account', `account ${JSON.stringify(id)} was never seen`)
    : json(200, account);
};

const getModels: Read = async (_event, ports) => json(200, await ports.readModels());

const getHealth: Read = async (_event, ports) => json(200, await ports.readHealth());

const READS: ReadonlyMap<string, Read> = new Map<RouteKey, Read>([
  ['GET /v1/payments/{id}', getPayment],
  ['GET /v1/feed', getFeed],
  ['GET /v1/summary', getSummary],
  ['GET /v1/accounts', listAccounts],
  ['GET /v1/accounts/{id}', getAccount],
  ['GET /v1/models', getModels],
  ['GET /v1/health', getHealth],
]);

const idOf = (event: HttpEvent): string => event.pathParameters?.['id'] ?? '';

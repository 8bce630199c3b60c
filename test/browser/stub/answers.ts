import type * as z from 'zod';
import { explanationSchema } from '../../../src/api/explanation-schema.ts';
import { modelsExample } from '../../../src/api/openapi/examples.ts';
import { explanationExample } from '../../../src/api/openapi/explain-operations.ts';
import {
  accountSchema,
  accountsSchema,
  decisionDetailSchema,
  decisionSchema,
  feedSchema,
  healthSchema,
  modelsSchema,
  summarySchema,
} from '../../../src/api/schemas.ts';
import { parsePayment } from '../../../src/domain/payment/parse-payment.ts';
import { decide } from './some-payment.ts';
import { accountOf, feedOf, remember, riskOf, summaryOf, type World } from './world.ts';

export type Answer = {
  readonly status: number;
  readonly body: string | Buffer;
  readonly type: string;
  readonly headers?: Readonly<Record<string, string>>;
};
type Request = { readonly method: string; readonly url: URL; readonly body: string };

export const answerTo = (world: World, { method, url, body }: Request): Answer => {
  const [, , what = '', id, part] = url.pathname.split('/').map(decodeURIComponent);
  if (method === 'POST') return what === 'score' ? score(world, body) : label(world, body);
  return read(world, { what: part ?? what, id, query: url.searchParams });
};

type Read = { readonly what: string; readonly id: string | undefined; readonly query: URLSearchParams };

const read = (world: World, { what, id, query }: Read): Answer => {
  if (what === 'summary') return shaped(summarySchema, summaryOf(world, Number(query.get('minutes')), Date.now()));
  if (what === 'feed') return shaped(feedSchema, feedOf(world, query.get('outcome'), Number(query.get('limit'))));
  if (what === 'health') return shaped(healthSchema, healthOf(world));
  if (what === 'explanation') return shaped(explanationSchema, { ...explanationExample, id });
  if (what === 'models') return shaped(modelsSchema, modelsExample);
  if (what === 'accounts' && id !== undefined) return shaped(accountSchema, accountOf(world, id));
  if (what === 'accounts') return shaped(accountsSchema, { items: riskOf(world).slice(0, Number(query.get('limit'))) });
  const detail = world.decided.find((each) => each.id === id);
  return detail === undefined
    ? problem(404, 'No such payment', `no payment ${id}`)
    : shaped(decisionDetailSchema, detail);
};

const healthOf = ({ degraded: { reason } }: World) => ({
  ...(reason === undefined
    ? { status: 'ok', rung: 'onnx' }
    : {
        status: 'degraded',
        rung: 'rules',
        rungReason: reason,
        degradedSince: new Date(Date.now() - 250_000).toISOString(),
      }),
  versions: { model: 'b1946ac92492', rules: '591785b79460', policy: 'e2c569be17ef', features: '3b5d5c371295' },
  streamLag: 0,
  quarantined: 2,
});

const score = (world: World, body: string): Answer => {
  const parsed = parsePayment(JSON.parse(body), Date.now());
  if (!parsed.ok) return problem(422, 'The body does not fit its schema', 'see issues', parsed.issues);
  const detail = decide(parsed.value, Date.now());
  remember(world, detail);
  return shaped(decisionSchema, detail);
};

const label = (world: World, body: string): Answer => {
  const [{ paymentId, fraud }] = JSON.parse(body).labels;
  const index = world.decided.findIndex(({ id }) => id === paymentId);
  if (index >= 0)
    world.decided[index] = { ...world.decided[index], label: { fraud, labelledAt: new Date().toISOString() } };
  return json(200, { items: [{ paymentId, status: 'recorded' }] });
};

/** Answers only what the real schema allows, so that the stub cannot drift from the API. */
const shaped = (schema: z.ZodType, value: unknown): Answer => json(200, schema.parse(value));

const json = (status: number, value: unknown): Answer => ({
  status,
  body: JSON.stringify(value),
  type: 'application/json',
});

const problem = (status: number, title: string, detail: string, issues: readonly unknown[] = []): Answer => ({
  ...json(status, { type: '/problems/stub', title, status, detail, issues }),
  type: 'application/problem+json',
});

import type { SQSEvent } from 'aws-lambda';
import { createHandler as docsHandler } from '../../../lambdas/docs/handler.ts';
import { createHandler as siteHandler } from '../../../lambdas/site/handler.ts';
import type { HttpEvent, HttpHandler } from '../../../src/api/http.ts';
import { DEFAULT_ROUTE, type RouteKey } from '../../../src/api/routes.ts';
import { explainFunction } from '../../../src/aws/functions/explain.ts';
import { flushing, reportingTo } from '../../../src/aws/functions/http.ts';
import { labelsFunction } from '../../../src/aws/functions/labels.ts';
import { paymentsFunction } from '../../../src/aws/functions/payments.ts';
import { readFunction } from '../../../src/aws/functions/read.ts';
import { rescueFunction } from '../../../src/aws/functions/rescue.ts';
import { scoreFunction } from '../../../src/aws/functions/score.ts';
import { watchFunction } from '../../../src/aws/functions/watch.ts';
import { scoringOf } from '../../../src/aws/scoring.ts';
import { createTelemetry } from '../../../src/aws/telemetry/telemetry.ts';
import { aRequest, call } from '../../builders/a-request.ts';
import { aModel } from '../fake/a-model.ts';
import { changeEvent, kinesisEvent } from '../fake/events.ts';
import { createFakeAws, type FakeAws } from '../fake/fake-aws.ts';
import type { Fault } from '../fake/fake-dynamo.ts';
import { ENVIRONMENT, streamFunctions } from '../fake/functions.ts';
import { markedPayment, NOW, QUOTING, refusedTexts } from './marked.ts';

const model = aModel();
const nowMs = () => Date.parse(NOW) + 1_000;
const telemetry = createTelemetry(ENVIRONMENT);

/** Ways in which a call of AWS fails, each quoting what it was given. */
const FAULTS: readonly Fault[] = [
  { error: 'ValidationException', message: QUOTING },
  { error: 'ThrottlingException', message: QUOTING },
  {
    before: () => {
      throw new Error(QUOTING, { cause: new TypeError(QUOTING) });
    },
  },
];
const OPERATIONS = [
  'BatchGetItem',
  'BatchExecuteStatement',
  'TransactWriteItems',
  'Query',
  'PutRecords',
  'PutRecordBatch',
  'Publish',
];

/** Does it once with AWS well, and once with each call failing in each way; what it throws goes where the runtime would log it. */
const throughFaults = async (aws: FakeAws, work: () => Promise<unknown>): Promise<void> => {
  await work();
  for (const operation of OPERATIONS)
    for (const fault of FAULTS) {
      aws.faults[operation] = [fault];
      await work().catch((error: Error) => process.stderr.write(`${error.stack}\n`));
      aws.faults[operation] = [];
    }
};

const decided = async (aws: FakeAws) => {
  const functions = streamFunctions(aws, { nowMs });
  await functions.decide(kinesisEvent([1, 2, 3].map((at) => JSON.stringify(markedPayment(at)))));
  return functions;
};

const asking = async (handler: HttpHandler, event: HttpEvent): Promise<void> => {
  await call(new Map([[event.routeKey, handler]]), event);
};

/** Good, refused and unknown bodies to a route. */
const posting = async (handler: HttpHandler, routeKey: RouteKey, bodies: readonly unknown[]): Promise<void> => {
  for (const body of [...bodies, ...refusedTexts()]) await asking(handler, aRequest(routeKey, { body }));
};

let newer = 0;
/** A payment that was not decided before. */
const newPayment = () => {
  newer += 1;
  return markedPayment(`new${newer}`);
};

const givenUp = (body: string): SQSEvent => ({ Records: [{ messageId: 'm', body }] }) as unknown as SQSEvent;

/** By function: all that it does with marked values, well and failing. */
export const EXERCISES: Readonly<Record<string, () => Promise<void>>> = {
  decide: async () => {
    const aws = createFakeAws();
    const { decide } = await decided(aws);
    const conflict = JSON.stringify({ ...markedPayment(1), amountMinor: 987_654_320 });
    const label = JSON.stringify({ label: { paymentId: 'MARKEDnone', fraud: true, labelledAt: NOW } });
    const wrong = JSON.stringify({ label: { paymentId: 'MARKEDnone', fraud: 'MARKED' } });
    await throughFaults(aws, () =>
      decide(kinesisEvent([...refusedTexts(), conflict, label, wrong, JSON.stringify(newPayment())])),
    );
  },
  tally: async () => {
    const aws = createFakeAws();
    const { tally } = await decided(aws);
    await throughFaults(aws, () => tally(changeEvent(aws.table('decisions').changes)));
  },
  alert: async () => {
    const aws = createFakeAws();
    const { alert } = await decided(aws);
    await throughFaults(aws, () => alert(changeEvent(aws.table('decisions').changes)));
  },
  rescue: async () => {
    const aws = createFakeAws();
    const rescue = rescueFunction({ environment: ENVIRONMENT, client: aws.client, kinesis: aws.kinesis, telemetry });
    for (const body of [...refusedTexts(), QUOTING]) await rescue(givenUp(body));
  },
  score: async () => {
    const aws = createFakeAws();
    const score = scoreFunction({
      environment: ENVIRONMENT,
      client: aws.client,
      model,
      ...scoringOf(ENVIRONMENT, model),
      nowMs,
      telemetry,
    });
    await throughFaults(aws, () => posting(score, 'POST /v1/score', [newPayment(), markedPayment(1)]));
  },
  payments: async () => {
    const aws = createFakeAws();
    const payments = paymentsFunction({ environment: ENVIRONMENT, kinesis: aws.kinesis, nowMs, telemetry });
    const bodies = [{ payments: [markedPayment(1), ...refusedTexts()] }, { payments: 'MARKED' }];
    await throughFaults(aws, () => posting(payments, 'POST /v1/payments', bodies));
  },
  labels: async () => {
    const aws = createFakeAws();
    await decided(aws);
    const labels = labelsFunction({ environment: ENVIRONMENT, client: aws.client, nowMs, telemetry });
    const bodies = ['MARKEDid1', 'MARKEDnone'].map((paymentId) => ({ labels: [{ paymentId, fraud: true }] }));
    await throughFaults(aws, () => posting(labels, 'POST /v1/labels', bodies));
  },
  read: async () => {
    const aws = createFakeAws();
    const { tally } = await decided(aws);
    await tally(changeEvent(aws.table('decisions').changes));
    const read = readFunction({
      environment: ENVIRONMENT,
      client: aws.client,
      versions: { model: 'm', rules: 'r', policy: 'p', features: 'f' },
      firstRung: 'onnx',
      nowMs,
      telemetry,
      models: { labelDelayDays: 7 },
    });
    const requests = [
      aRequest('GET /v1/payments/{id}', { pathParameters: { id: 'MARKEDid1' } }),
      aRequest('GET /v1/payments/{id}', { pathParameters: { id: 'MARKEDnone' } }),
      aRequest('GET /v1/accounts/{id}', { pathParameters: { id: 'MARKEDsender' } }),
      aRequest('GET /v1/accounts', { query: { MARKED: '1' } }),
      aRequest('GET /v1/feed', { query: { limit: 'MARKED' } }),
      aRequest('GET /v1/feed'),
      aRequest('GET /v1/summary'),
      aRequest('GET /v1/health'),
    ];
    await throughFaults(aws, async () => {
      for (const request of requests) await asking(read, request);
    });
  },
  explain: async () => {
    const aws = createFakeAws();
    await decided(aws);
    const explain = explainFunction({ environment: ENVIRONMENT, client: aws.client, model, nowMs, telemetry });
    await throughFaults(aws, async () => {
      for (const id of ['MARKEDid1', 'MARKEDnone'])
        await asking(explain, aRequest('GET /v1/payments/{id}/explanation', { pathParameters: { id } }));
    });
  },
  docs: async () => {
    const handler = flushing(docsHandler({ version: '1', ...reportingTo(telemetry) }), telemetry);
    await asking(handler, aRequest(DEFAULT_ROUTE, { asked: 'GET /v1/MARKEDsender' }));
    await asking(handler, aRequest('GET /problems/{kind}', { pathParameters: { kind: 'MARKED' } }));
  },
  site: async () => {
    const readFile = async (): Promise<undefined> => {
      throw new Error(QUOTING);
    };
    const handler = flushing(
      siteHandler({ readFile, signInOrigin: 'https://example.com', ...reportingTo(telemetry) }),
      telemetry,
    );
    await asking(handler, aRequest(DEFAULT_ROUTE, { asked: 'GET /MARKED.html', query: { MARKED: 'MARKED' } }));
  },
  watch: async () => {
    const aws = createFakeAws();
    const { tally } = await decided(aws);
    await tally(changeEvent(aws.table('decisions').changes));
    const watch = watchFunction({ environment: ENVIRONMENT, client: aws.client, model, nowMs, telemetry });
    await throughFaults(aws, watch);
  },
};

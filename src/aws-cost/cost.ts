import { ASSUMED } from './assumed.ts';
import { shardsAt } from './batches.ts';
import { PRICES } from './prices.ts';

/** What a payment takes on the stream path, as counted by test/aws/count. */
export type Use = {
  readonly sdkCalls: number;
  readonly writeUnits: number;
  readonly readUnits: number;
  readonly logBytes: number;
  readonly invocations: number;
  readonly flagged: number;
  /** As Firehose bills them. */
  readonly archiveBytes: number;
};

export type CostLine = { readonly what: string; readonly dollarsAMillion: number };

const MILLION = 1e6;
const SECONDS_AN_HOUR = 3_600;

/** US dollars for a million payments at a steady rate, by what they are paid for; the endpoint is a line of its own. */
export const costOf = (use: Use, paymentsASecond: number): readonly CostLine[] => {
  const hours = MILLION / paymentsASecond / SECONDS_AN_HOUR;
  const shards = shardsAt(paymentsASecond);
  const logBytes = use.logBytes + use.invocations * ASSUMED.platformLogBytes;
  const lambdaDollars =
    (lambdaMsOf(use) / 1000) * ASSUMED.lambdaGb * PRICES.lambdaGbSecond + use.invocations * PRICES.lambdaRequest;
  return [
    { what: 'DynamoDB writes', dollarsAMillion: MILLION * use.writeUnits * PRICES.dynamoWriteUnit },
    { what: 'DynamoDB reads', dollarsAMillion: MILLION * use.readUnits * PRICES.dynamoReadUnit },
    { what: 'Kinesis records', dollarsAMillion: MILLION * PRICES.kinesisPutUnit },
    { what: 'Kinesis shards', dollarsAMillion: hours * shards * PRICES.kinesisShardHour },
    { what: 'Lambda', dollarsAMillion: MILLION * lambdaDollars },
    { what: 'Logs and metrics', dollarsAMillion: (MILLION * logBytes * PRICES.logGb) / 1e9 },
    { what: 'Archive', dollarsAMillion: (MILLION * use.archiveBytes * PRICES.firehoseGb) / 1e9 },
    { what: 'SNS', dollarsAMillion: MILLION * use.flagged * PRICES.snsPublish },
  ];
};

/** What Lambda bills of all functions for a payment, milliseconds. */
const lambdaMsOf = ({ sdkCalls, invocations }: Use): number =>
  sdkCalls * ASSUMED.sdkCallMs + ASSUMED.paymentMs + invocations * ASSUMED.waitMs;

/** What a stream on demand costs more than one with shards, US dollars for a million payments at a steady rate. */
export const onDemandStreamOver = (paymentsASecond: number): number => {
  const hours = MILLION / paymentsASecond / SECONDS_AN_HOUR;
  const gb = (MILLION * ASSUMED.paymentKb) / 1e6;
  const onDemand = hours * PRICES.kinesisOnDemandHour + gb * (PRICES.kinesisOnDemandGbIn + PRICES.kinesisOnDemandGbOut);
  return onDemand - hours * shardsAt(paymentsASecond) * PRICES.kinesisShardHour - MILLION * PRICES.kinesisPutUnit;
};

/** US dollars of the SageMaker endpoint for a million payments at a steady rate. */
export const endpointCostOf = (paymentsASecond: number): number => {
  const busy = Math.ceil(paymentsASecond / ASSUMED.paymentsAnEndpointSecond);
  const instances = Math.max(ASSUMED.leastEndpointInstances, busy);
  return (MILLION / paymentsASecond / SECONDS_AN_HOUR) * instances * PRICES.endpointHour;
};

export const totalOf = (lines: readonly CostLine[]): number =>
  lines.reduce((sum, { dollarsAMillion }) => sum + dollarsAMillion, 0);

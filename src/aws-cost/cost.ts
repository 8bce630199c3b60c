import { PRICES } from './prices.ts';

/** What a payment takes on the stream path, as counted by test/aws/count. */
export type Use = {
  readonly writeUnits: number;
  readonly readUnits: number;
  readonly logBytes: number;
  readonly invocations: number;
  readonly flagged: number;
};

export type CostLine = { readonly what: string; readonly dollarsAMillion: number };

const MILLION = 1e6;
const SECONDS_AN_HOUR = 3_600;
/** Assumptions, each on the high side. */
export const ASSUMED = {
  /** CPU of all functions a payment, milliseconds: a call of the SDK is 0.7, a conditional write in a batch 0.035. */
  lambdaMs: 0.6,
  lambdaGb: 1.77,
  /** Lambda's own lines of an invocation, which nobody can switch off. */
  platformLogBytes: 900,
  paymentsAShardSecond: 700,
  paymentsAnEndpointSecond: 2_000,
} as const;

/** US dollars for a million payments at a steady rate, by what they are paid for; the endpoint is a line of its own. */
export const costOf = (use: Use, paymentsASecond: number): readonly CostLine[] => {
  const hours = MILLION / paymentsASecond / SECONDS_AN_HOUR;
  const shards = Math.ceil(paymentsASecond / ASSUMED.paymentsAShardSecond);
  const logBytes = use.logBytes + use.invocations * ASSUMED.platformLogBytes;
  const lambdaDollars =
    (ASSUMED.lambdaMs / 1000) * ASSUMED.lambdaGb * PRICES.lambdaGbSecond + use.invocations * PRICES.lambdaRequest;
  return [
    { what: 'DynamoDB writes', dollarsAMillion: MILLION * use.writeUnits * PRICES.dynamoWriteUnit },
    { what: 'DynamoDB reads', dollarsAMillion: MILLION * use.readUnits * PRICES.dynamoReadUnit },
    { what: 'Kinesis records', dollarsAMillion: MILLION * PRICES.kinesisPutUnit },
    { what: 'Kinesis shards', dollarsAMillion: hours * shards * PRICES.kinesisShardHour },
    { what: 'Lambda', dollarsAMillion: MILLION * lambdaDollars },
    { what: 'Logs and metrics', dollarsAMillion: (MILLION * logBytes * PRICES.logGb) / 1e9 },
    { what: 'SNS', dollarsAMillion: MILLION * use.flagged * PRICES.snsPublish },
  ];
};

/** US dollars of the SageMaker endpoint for a million payments at a steady rate. */
export const endpointCostOf = (paymentsASecond: number): number => {
  const instances = Math.ceil(paymentsASecond / ASSUMED.paymentsAnEndpointSecond);
  return (MILLION / paymentsASecond / SECONDS_AN_HOUR) * instances * PRICES.endpointHour;
};

export const totalOf = (lines: readonly CostLine[]): number =>
  lines.reduce((sum, { dollarsAMillion }) => sum + dollarsAMillion, 0);

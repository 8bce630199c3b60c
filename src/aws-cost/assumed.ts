/** What is assumed and not counted, each on the high side. */
export const ASSUMED = {
  /** CPU of all functions, milliseconds: of a call of the SDK, and of a payment beside it (a conditional write in a batch takes 0.035). */
  sdkCallMs: 0.7,
  paymentMs: 0.4,
  /** Lambda bills a function while it waits for DynamoDB, too: milliseconds of an invocation. */
  waitMs: 50,
  lambdaGb: 1.77,
  /** Lambda's own lines of an invocation, which tell its time and memory. */
  platformLogBytes: 900,
  paymentsAShardSecond: 700,
  /** Of the change stream: a table on demand begins with four partitions, and each takes 1,000 write units a second. */
  changeShards: 4,
  changesAShardSecond: 1_000,
  /** Of a payment on the stream, rounded up. */
  paymentKb: 1,
  paymentsAnEndpointSecond: 2_000,
  /** As `lib/context.ts` keeps them in prod. */
  leastEndpointInstances: 2,
} as const;

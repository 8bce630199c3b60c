import type { KinesisStreamEvent, KinesisStreamRecord } from 'aws-lambda';
import type { Store } from '../../../src/embedded/store.ts';
import {
  type BatchResponse,
  type Consumption,
  consume,
  type FailedCall,
} from '../../../src/embedded/stream/consume.ts';
import { kinesisSource } from '../../../src/embedded/stream/event-source.ts';
import { createStream, type Stream } from '../../../src/embedded/stream/stream.ts';

export const aStream = (store: Store, options: Partial<Parameters<typeof createStream>[0]> = {}): Promise<Stream> =>
  createStream({ store, name: 'payments', shards: 1, consumers: ['decide'], ...options });

/** Records `k:0`, `k:1`, ... with the key before the colon as their partition key. */
export const recordsOf = (...data: readonly string[]) =>
  data.map((text) => ({ partitionKey: text.split(':')[0], data: text }));
export const numbered = (key: string, count: number) =>
  recordsOf(...Array.from({ length: count }, (_, n) => `${key}:${n}`));

export const textOf = ({ kinesis }: KinesisStreamRecord): string => Buffer.from(kinesis.data, 'base64').toString();
export const textsOf = (event: KinesisStreamEvent): readonly string[] => event.Records.map(textOf);
export const sequenceOf = (event: KinesisStreamEvent, text: string): string =>
  event.Records.find((record) => textOf(record) === text)?.kinesis.sequenceNumber ?? 'none';

type Options = Parameters<typeof consume<KinesisStreamRecord>>[0];
type Handler = (event: KinesisStreamEvent) => Promise<BatchResponse> | Promise<void> | BatchResponse;

const running: Consumption[] = [];

/** A consumer that retries at once, with what it was called with and what it reported. */
export const consuming = (
  stream: Stream,
  handler: Handler,
  options: Partial<Omit<Options, 'handler' | 'stream'>> = {},
) => {
  const calls: (readonly string[])[] = [];
  const failures: FailedCall[] = [];
  const consumption = consume<KinesisStreamRecord>({
    stream,
    consumer: 'decide',
    source: kinesisSource(stream.name),
    batchSize: 100,
    backoff: { firstMs: 0, mostMs: 0 },
    reportFailure: (failure) => failures.push(failure),
    ...options,
    handler: async (event) => {
      calls.push(textsOf(event));
      return (await handler(event)) ?? undefined;
    },
  });
  running.push(consumption);
  return { ...consumption, calls, failures };
};

export const stopConsumers = async (): Promise<void> => {
  await Promise.all(running.splice(0).map(({ stop }) => stop()));
};

import * as z from 'zod';
import type { Quarantine, Quarantined } from '../ports.ts';
import { GONE } from './redrive.ts';

/** What Lambda leaves in the on-failure queue of a Kinesis event source: where a batch was that it gave up, and not what was in it. */
export const givenUpSchema = z.object({
  requestContext: z.object({ condition: z.string(), approximateInvokeCount: z.number() }),
  timestamp: z.string(),
  KinesisBatchInfo: z.object({
    shardId: z.string(),
    startSequenceNumber: z.string(),
    endSequenceNumber: z.string(),
    batchSize: z.number(),
  }),
});
export type GivenUp = z.infer<typeof givenUpSchema>;
export type BatchPlace = GivenUp['KinesisBatchInfo'];

/** A record as it lies on the stream. */
export type ReadRecord = {
  readonly sequenceNumber: string;
  readonly partitionKey: string;
  readonly data: string;
  readonly arrivedAtMs: number;
};

export type RescuePorts = {
  /** The records of a place on the stream that are still there. */
  readonly readBatch: (place: BatchPlace) => Promise<readonly ReadRecord[]>;
  readonly quarantine: Quarantine;
};

/**
 * Brings the records of a batch that was given up into quarantine, whole, before the stream forgets them. What it has forgotten already is
 * named there too, by its place. Doing it again changes nothing.
 */
export const rescue = async (givenUp: GivenUp, { readBatch, quarantine }: RescuePorts): Promise<void> => {
  const place = givenUp.KinesisBatchInfo;
  const records = await readBatch(place);
  const common = { reason: reasonOf(givenUp), detail: detailOf(givenUp) };
  const kept = records.map(({ sequenceNumber, partitionKey, data, arrivedAtMs }) => ({
    ...common,
    id: `${place.shardId}:${sequenceNumber}`,
    payload: data,
    partitionKey,
    at: new Date(arrivedAtMs).toISOString(),
  }));
  const gone = place.batchSize - records.length;
  await quarantine(gone > 0 ? [...kept, goneOf(givenUp, gone)] : kept);
};

/** Why a batch was given up, in the words of quarantine. */
export const reasonOf = ({ requestContext: { condition } }: Pick<GivenUp, 'requestContext'>): string =>
  condition === 'RetryAttemptsExhausted' ? 'retries_exhausted' : 'record_too_old';

const detailOf = ({ requestContext: { approximateInvokeCount } }: GivenUp): string =>
  `given up after ${approximateInvokeCount} calls; why is in the log of the deciding function`;

const goneOf = (givenUp: GivenUp, gone: number): Quarantined => {
  const { shardId, startSequenceNumber, endSequenceNumber, batchSize } = givenUp.KinesisBatchInfo;
  return {
    id: `${shardId}:${startSequenceNumber}:gone`,
    reason: GONE,
    detail: `${gone} of ${batchSize} records from ${startSequenceNumber} to ${endSequenceNumber} had left the stream; their producer has to send them again`,
    payload: JSON.stringify(givenUp),
    partitionKey: '',
    at: new Date(givenUp.timestamp).toISOString(),
  };
};

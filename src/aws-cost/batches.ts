import { ASSUMED } from './assumed.ts';

/** How a stage gathers payments and changes, as lib/stages.ts sets it. */
export type Gathering = {
  readonly batchSize: number;
  readonly batchWindowSeconds: number;
  /** Batches of one shard at the same time. */
  readonly parallelization: number;
  readonly boardBatchSize: number;
  readonly boardSeconds: number;
};

/** Payments of a call that decides, and changes of a call that counts and archives. */
export type Batches = { readonly batch: number; readonly boardBatch: number };

/** Of the payment stream, at a rate. */
export const shardsAt = (paymentsASecond: number): number => Math.ceil(paymentsASecond / ASSUMED.paymentsAShardSecond);

/** What comes together within the windows at a steady rate: shards and parallel batches share it evenly. */
export const batchesAt = (paymentsASecond: number, gathering: Gathering): Batches => {
  const decided = paymentsASecond * gathering.batchWindowSeconds;
  const changed = paymentsASecond * gathering.boardSeconds;
  const changeShards = Math.max(ASSUMED.changeShards, Math.ceil(paymentsASecond / ASSUMED.changesAShardSecond));
  return {
    batch: within(decided / (shardsAt(paymentsASecond) * gathering.parallelization), gathering.batchSize),
    boardBatch: within(changed / changeShards, gathering.boardBatchSize),
  };
};

const within = (value: number, most: number): number => Math.min(most, Math.max(1, Math.floor(value)));

import type { Decision } from '../../domain/decision/decision.ts';
import type { Op, Store } from '../store.ts';
import type { Stream } from '../stream/stream.ts';
import { createReplayState } from './checkpoint.ts';
import { type ReplayResult, resultWith } from './result.ts';

/** Counts the decisions of a replay as they are recorded, in the same atomic write: each once, whatever happens. */
export type ReplayCounting = {
  /** Whether decisions are this replay's: not so while those are made that another had left on the stream. */
  readonly hasBegun: () => boolean;
  readonly begin: () => void;
  readonly opsWith: (decisions: readonly Decision[]) => readonly Op[];
  readonly expectFraud: (paymentId: string) => Op;
  readonly result: () => ReplayResult;
};

export const createReplayCounting = async (store: Store, payments: Stream, digest: string): Promise<ReplayCounting> => {
  const state = createReplayState(store, digest);
  const frauds = await state.frauds();
  let result = state.result();
  let begun = state.wasLast(payments.shards[0].end());
  return {
    hasBegun: () => begun,
    begin: () => {
      begun = true;
    },
    opsWith: (decisions) => {
      if (!begun) return [];
      result = resultWith(result, decisions, (id) => frauds.has(id));
      const known = decisions.filter(({ id }) => frauds.delete(id));
      return [state.resultOp(result), ...known.map(({ id }) => state.fraudOp(id, false))];
    },
    expectFraud: (paymentId) => {
      frauds.add(paymentId);
      return state.fraudOp(paymentId, true);
    },
    result: () => result,
  };
};

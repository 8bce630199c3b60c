import type { Label } from '../../ports.ts';
import { type Op, type Store, withPrefix } from '../store.ts';
import { EMPTY_RESULT, type ReplayResult } from './result.ts';

/** How far a file has been put on the stream. It is written with what it tells of, so that a replay goes on exactly there. */
export type ReplayCheckpoint = {
  /** The next line to read, from 1, the header's. */
  readonly nextLine: number;
  readonly rows: number;
  readonly quarantined: number;
  readonly labelled: boolean;
  readonly finished: boolean;
};

const NOT_BEGUN: ReplayCheckpoint = {
  nextLine: 2,
  rows: 0,
  quarantined: 0,
  labelled: false,
  finished: false,
};

/** What a replay remembers in the store, under the digest of its file and mapping. */
export const createReplayState = (store: Store, digest: string) => {
  const [checkpointKey, resultKey] = [`Rc${digest}`, `Rr${digest}`];
  const [fraudPrefix, pendingPrefix] = [`Rf${digest}/`, `Rl${digest}/`];
  return {
    checkpoint: (): ReplayCheckpoint => parsed(store.getText(checkpointKey)) ?? NOT_BEGUN,
    checkpointOp: (checkpoint: ReplayCheckpoint): Op => ({ key: checkpointKey, value: JSON.stringify(checkpoint) }),
    /** Whether it was this replay that last put anything on a stream which ends there: what is still on it is then its own. */
    wasLast: (end: number): boolean => store.getText(LAST_KEY) === `${digest}/${end}`,
    lastOp: (end: number): Op => ({ key: LAST_KEY, value: `${digest}/${end}` }),
    result: (): ReplayResult => parsed(store.getText(resultKey)) ?? EMPTY_RESULT,
    resultOp: (result: ReplayResult): Op => ({ key: resultKey, value: JSON.stringify(result) }),
    /** Frauds put on the stream and not yet decided: few, and needed again after a crash. */
    frauds: async (): Promise<Set<string>> => {
      const keys = await store.keys(withPrefix(fraudPrefix), Number.MAX_SAFE_INTEGER);
      return new Set(keys.map((key) => key.slice(fraudPrefix.length)));
    },
    fraudOp: (paymentId: string, waiting: boolean): Op => ({
      key: fraudPrefix + paymentId,
      value: waiting ? '' : undefined,
    }),
    /** Labels on their way at the checkpoint, each under a key of its own: there may be thousands, of which few come or go at a time. */
    pending: async (): Promise<readonly Label[]> => {
      const labels: Label[] = [];
      for await (const [, label] of store.entries(withPrefix(pendingPrefix))) labels.push(JSON.parse(label.toString()));
      return labels.sort((a, b) => a.labelledAtMs - b.labelledAtMs);
    },
    pendingOp: (label: Label, waiting: boolean): Op => ({
      key: pendingPrefix + label.paymentId,
      value: waiting ? JSON.stringify(label) : undefined,
    }),
  };
};

const LAST_KEY = 'Rp';

export type ReplayState = ReturnType<typeof createReplayState>;

const parsed = <T>(text: string | undefined): T | undefined => (text === undefined ? undefined : JSON.parse(text));

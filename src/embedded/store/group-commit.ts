import { messageOf } from '../../message-of.ts';

export type Value = Uint8Array | string;

/** A write of one key; no value deletes it. A value belongs to the store once staged: do not change its bytes. */
export type Op = { readonly key: string; readonly value: Value | undefined };

/** The last value staged for each key; null is a deletion. */
export type Group = ReadonlyMap<string, Value | null>;

export type GroupCommit = {
  readonly stage: (ops: readonly Op[]) => Promise<void>;
  readonly committed: () => Promise<void>;
  /** What is staged for a key and not yet written: undefined when nothing is, null when it is a deletion. */
  readonly staged: (key: string) => Value | null | undefined;
  /** Refuses further writes, and resolves when the staged ones are written. */
  readonly close: () => Promise<void>;
};

type Waiter = {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
};

/**
 * Groups writes: all that is staged in one turn of the event loop, or while a write is under way, goes to `write` as one group.
 * One write at a time, so that none becomes durable before an earlier one. The first failure is final: no later write may
 * land on a state whose earlier half is missing.
 */
export const createGroupCommit = (write: (group: Group) => Promise<void>): GroupCommit => {
  let pending = new Map<string, Value | null>();
  let writing: Group = new Map();
  let waiter = newWaiter();
  let latest: Promise<void> = Promise.resolve();
  let scheduled = false;
  let refusal: Error | undefined;

  const flush = async (): Promise<void> => {
    while (pending.size > 0 && scheduled) {
      const { resolve, reject } = waiter;
      writing = pending;
      pending = new Map();
      waiter = newWaiter();
      try {
        await write(writing);
        resolve();
      } catch (error) {
        refusal = storeFailure(error);
        pending = new Map();
        reject(refusal);
        waiter.reject(refusal);
      }
      writing = new Map();
    }
    scheduled = false;
  };

  return {
    stage: (ops) => {
      if (refusal !== undefined) return rejected(refusal);
      if (ops.length === 0) return latest;
      for (const { key, value } of ops) pending.set(key, value ?? null);
      latest = waiter.promise;
      if (!scheduled) {
        scheduled = true;
        setImmediate(flush);
      }
      return latest;
    },
    committed: () => latest,
    staged: (key) => {
      const newest = pending.get(key);
      return newest === undefined ? writing.get(key) : newest;
    },
    close: async () => {
      refusal ??= new Error('The store is closed.');
      await latest;
    },
  };
};

/** Its message tells a person all there is to do: commands end with it and without a stack. */
const storeFailure = (cause: unknown): Error => {
  const message = `The store failed and takes no more writes: ${messageOf(cause)}. Mend that and start again; what was accepted is there.`;
  return Object.assign(new Error(message, { cause }), { code: 'store_failed' });
};

/** Handled from the start: whoever waits still sees the rejection, and who does not wait sees it at the next write. */
const newWaiter = (): Waiter => {
  const waiter = Promise.withResolvers<void>();
  waiter.promise.catch(() => undefined);
  return waiter;
};

const rejected = (error: Error): Promise<void> => {
  const promise = Promise.reject(error);
  promise.catch(() => undefined);
  return promise;
};

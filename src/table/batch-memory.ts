import { FEATURE_NAMES } from '../domain/features/index.ts';

/**
 * What is known of a batch of payments and what is measured of it, in memory that threads share and that later batches use again:
 * memory fresh from the system is filled with zeros first, and what threads send each other is copied.
 */
export type BatchMemory = {
  /** Of each payment's entities in turn, as they were just before it, one behind another. Grows as it must. */
  profiles: Buffer<SharedArrayBuffer>;
  /** Bytes of each of these, 0 for an entity never seen. */
  readonly lengths: Uint32Array<SharedArrayBuffer>;
  /** A row a payment. */
  readonly features: Float32Array<SharedArrayBuffer>;
};

/** No payment names more entities. */
const MOST_ENTITIES = 5;
const FIRST_BYTES = 1 << 20;

type BatchMemories = {
  /** Memory for so many rows, from an earlier batch where one has given it back. */
  readonly take: (rows: number) => BatchMemory;
  readonly giveBack: (memory: BatchMemory) => void;
};

export const createBatchMemories = (): BatchMemories => {
  const free: BatchMemory[] = [];
  return {
    take: (rows) => {
      const memory = free.pop();
      return memory !== undefined && rowsOf(memory) >= rows ? memory : newMemory(rows);
    },
    giveBack: (memory) => {
      free.push(memory);
    },
  };
};

const rowsOf = ({ lengths }: BatchMemory): number => lengths.length / MOST_ENTITIES;

const newMemory = (rows: number): BatchMemory => ({
  profiles: Buffer.from(new SharedArrayBuffer(FIRST_BYTES)),
  lengths: new Uint32Array(new SharedArrayBuffer(rows * MOST_ENTITIES * Uint32Array.BYTES_PER_ELEMENT)),
  features: new Float32Array(new SharedArrayBuffer(rows * FEATURE_NAMES.length * Float32Array.BYTES_PER_ELEMENT)),
});

/** Room for more profiles. A single one is much shorter than the first of these. */
export const growProfiles = (memory: BatchMemory): void => {
  const grown = Buffer.from(new SharedArrayBuffer(2 * memory.profiles.length));
  memory.profiles.copy(grown);
  memory.profiles = grown;
};

/** The features of one payment of a batch. */
export const rowOf = <T extends ArrayBufferLike>(features: Float32Array<T>, nth: number): Float32Array<T> =>
  features.subarray(nth * FEATURE_NAMES.length, (nth + 1) * FEATURE_NAMES.length);

import { pack, unpack } from 'msgpackr/pack';

/** A change as one thread tells it to another: an entry of the change stream, and the packed decision where it is of one. */
export type ToldChange = {
  readonly position: number;
  /** Epoch milliseconds. */
  readonly arrivedAtMs: number;
  readonly reference: string;
  readonly body: Uint8Array | undefined;
};

/** Changes in bytes with a buffer of their own, which can be handed over to another thread. */
export const packTold = (changes: readonly ToldChange[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(
    pack(changes.map(({ position, arrivedAtMs, reference, body }) => [position, arrivedAtMs, reference, body])),
  );

/** The changes in bytes that `packTold` made. */
export const unpackTold = (bytes: Uint8Array): readonly ToldChange[] => {
  const changes: readonly (readonly [number, number, string, Uint8Array | undefined])[] = unpack(bytes);
  return changes.map(([position, arrivedAtMs, reference, body]) => ({ position, arrivedAtMs, reference, body }));
};

import { pack, unpack } from 'msgpackr/pack';

export type NewRecord = { readonly partitionKey: string; readonly data: Uint8Array | string };

/** A record of a shard's log. Positions count from 1 and grow; they are not dense. */
export type StoredRecord = {
  readonly position: number;
  readonly partitionKey: string;
  readonly data: Buffer;
  readonly arrivedAtMs: number;
};

/** What one put leaves in one shard is stored as one entry, a frame, under the position of its last record. */
export const packFrame = (records: readonly NewRecord[], arrivedAtMs: number): Buffer =>
  pack([arrivedAtMs, records.flatMap(({ partitionKey, data }) => [partitionKey, asBuffer(data)])]);

/** The records of a frame; their data are views of its bytes. */
export const unpackFrame = (frame: Buffer, lastPosition: number): readonly StoredRecord[] => {
  const [arrivedAtMs, fields]: PackedFrame = unpack(frame);
  const count = fields.length / 2;
  return Array.from({ length: count }, (_, index) =>
    recordAt(fields, index, { arrivedAtMs, position: lastPosition - count + 1 + index }),
  );
};

/** Cuts records into frames of bounded size. */
export const framesOf = (records: readonly NewRecord[]): readonly (readonly NewRecord[])[] => {
  const frames: NewRecord[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const record of records) {
    bytes += record.data.length;
    if (bytes > MOST_BYTES || frames[frames.length - 1].length >= MOST_RECORDS) {
      frames.push([]);
      bytes = record.data.length;
    }
    frames[frames.length - 1].push(record);
  }
  return frames;
};

const MOST_RECORDS = 1000;
const MOST_BYTES = 1 << 20;

type PackedFrame = readonly [arrivedAtMs: number, keysAndData: readonly (string | Buffer)[]];

const recordAt = (
  fields: PackedFrame[1],
  index: number,
  common: Pick<StoredRecord, 'arrivedAtMs' | 'position'>,
): StoredRecord => ({ ...common, partitionKey: String(fields[2 * index]), data: asBuffer(fields[2 * index + 1]) });

const asBuffer = (data: Uint8Array | string): Buffer =>
  typeof data === 'string' ? Buffer.from(data) : Buffer.from(data.buffer, data.byteOffset, data.byteLength);

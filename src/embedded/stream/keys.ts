import type { Range } from '../store.ts';

const shardKey = (shard: number): string => String(shard).padStart(3, '0');
const positionKey = (position: number): string => String(position).padStart(16, '0');

/** Where a stream keeps its things in the store: S frames, C checkpoints, M facts about the stream itself. */
export const keysOf = (stream: string) => ({
  shards: `M${stream}/shards`,
  checkpoint: (consumer: string, shard: number): string => `C${stream}/${consumer}/${shardKey(shard)}`,
  /** A frame is kept under the position of its last record, so the first frame at or after a position is the one that holds it. */
  frame: (shard: number, lastPosition: number): string => `S${stream}/${shardKey(shard)}/${positionKey(lastPosition)}`,
  framesFrom: (shard: number, position: number): Range => ({
    gte: `S${stream}/${shardKey(shard)}/${positionKey(position)}`,
    lt: `S${stream}/${shardKey(shard)}/:`,
  }),
});

export type StreamKeys = ReturnType<typeof keysOf>;

export const lastPositionOf = (frameKey: string): number => Number(frameKey.slice(-16));

import { hash } from 'node:crypto';

/**
 * Which of `shards` shards a partition key belongs to. As in Kinesis, the MD5 of the key falls into one of as many equal ranges of
 * hash keys (the first 32 of its 128 bits decide).
 */
export const shardOf = (partitionKey: string, shards: number): number =>
  Math.floor((Number.parseInt(hash('md5', partitionKey, 'hex').slice(0, 8), 16) * shards) / 0x1_0000_0000);

/** The name of a shard in events, as Kinesis writes it. */
export const shardIdOf = (shard: number): string => `shardId-${String(shard).padStart(12, '0')}`;

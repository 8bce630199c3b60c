import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { shardIdOf, shardOf } from '../../../src/embedded/stream/shard-of.ts';

/** Kinesis: the shard whose range of 128-bit hash keys, cut into equal ones, holds the MD5 of the key. */
const byHashKeyRange = (key: string, shards: number): number => {
  const hashKey = BigInt(`0x${createHash('md5').update(key).digest('hex')}`);
  return Number((hashKey * BigInt(shards)) >> 128n);
};

test('a partition key belongs to the shard whose range holds its MD5', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(1, 2, 4, 8, 64), (key, shards) => {
      expect(shardOf(key, shards)).toBe(byHashKeyRange(key, shards));
    }),
  );
});

test('a shard is named as Kinesis names it', () => {
  expect(shardIdOf(3)).toBe('shardId-000000000003');
});

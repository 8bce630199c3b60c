import { expect, test } from '@jest/globals';
import { packTold, unpackTold } from '../../../src/embedded/adapters/told-changes.ts';

test('changes are on the other thread what they were on this one', () => {
  const changes = [
    { position: 2 ** 40, arrivedAtMs: 1_750_000_000_000.25, reference: 'ap-1—北', body: Uint8Array.of(1, 0, 255) },
    { position: 2 ** 40 + 1, arrivedAtMs: 1_750_000_000_001, reference: 'l{"paymentId":"p-1"}', body: undefined },
  ];
  const told = unpackTold(structuredClone(packTold(changes)));
  expect(told.map((change) => ({ ...change, body: change.body && Uint8Array.from(change.body) }))).toEqual(changes);
});

test("bytes that are handed over are nobody else's", () => {
  const [first, second] = [packTold([]), packTold([])];
  expect(first.buffer).not.toBe(second.buffer);
  expect(first.buffer.byteLength).toBe(first.byteLength);
});

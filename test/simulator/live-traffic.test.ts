import { describe, expect, test } from '@jest/globals';
import { type LiveBatch, liveTraffic } from '../../src/simulator/live-traffic.ts';

/** Batches under a clock that moves on by two seconds whenever it is read. */
const someBatches = async (startMs: number, count: number): Promise<readonly LiveBatch[]> => {
  let now = startMs;
  const nowMs = (): number => {
    now += 2000;
    return now;
  };
  const stop = new AbortController();
  const batches: LiveBatch[] = [];
  for await (const batch of liveTraffic({ seed: 1, ratePerSecond: 2, nowMs, signal: stop.signal })) {
    batches.push(batch);
    if (batches.length === count) stop.abort();
  }
  return batches;
};

describe('liveTraffic', () => {
  test('dates payments now, labels each some seconds later and once, and ends when told', async () => {
    const startMs = Date.parse('2026-01-01T00:00:00Z');
    const batches = await someBatches(startMs, 14);
    expect(batches).toHaveLength(14);
    const paidMs = new Map(
      batches.flatMap(({ payments }) => payments.map(({ id, occurredAt }) => [id, Date.parse(occurredAt)])),
    );
    const labels = batches.flatMap(({ labels: known }) => known);
    expect(labels.length).toBeGreaterThan(5);
    expect(new Set(labels.map(({ paymentId }) => paymentId)).size).toBe(labels.length);
    for (const { paymentId, labelledAtMs } of labels) {
      const delayMs = labelledAtMs - (paidMs.get(paymentId) ?? Number.NaN);
      expect(delayMs).toBeGreaterThanOrEqual(4000);
      expect(delayMs).toBeLessThanOrEqual(20_200);
    }
    for (const atMs of paidMs.values()) expect(atMs).toBeGreaterThan(startMs);
  });

  test('another start has other ids', async () => {
    const idsOf = (batches: readonly LiveBatch[]) => batches.flatMap(({ payments }) => payments.map(({ id }) => id));
    const [one, other] = [await someBatches(1.7e12, 2), await someBatches(1.7e12 + 1, 2)];
    expect(idsOf(one).filter((id) => idsOf(other).includes(id))).toEqual([]);
    expect(idsOf(one).length).toBeGreaterThan(0);
  });
});

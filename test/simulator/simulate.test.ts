import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { paymentSchema } from '../../src/domain/payment/payment.ts';
import { SCENARIOS } from '../../src/simulator/scenario.ts';
import type { Simulated } from '../../src/simulator/simulate.ts';
import { bestAveragePrecision } from './average-precision.ts';
import { someHistory } from './simulated.ts';

const digest = (payments: readonly Simulated[]): string =>
  createHash('sha256').update(JSON.stringify(payments)).digest('hex');

describe('simulate', () => {
  test('gives the same payments for the same seed and others for another', () => {
    expect(digest(someHistory())).toBe(digest(someHistory()));
    expect(digest(someHistory({ seed: 8 }))).not.toBe(digest(someHistory()));
  });

  test('every payment satisfies the schema, whatever the seed and the size', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 100, max: 3000 }),
        fc.integer({ min: 1, max: 50 }),
        (seed, accounts, pace) => {
          const payments = someHistory({ seed, accounts, pace, rows: 400, fraudShare: 0.1 });
          expect(payments.find(({ payment }) => !paymentSchema.safeParse(payment).success)).toBeUndefined();
        },
      ),
      { numRuns: 15 },
    );
  });

  test('stops after the days asked for', () => {
    const payments = someHistory({ rows: 1_000_000, days: 2, accounts: 500 });
    expect(payments.length).toBeGreaterThan(500);
    expect(payments.at(-1)?.payment.occurredAt.slice(0, 10)).toBe('2025-01-02');
  });

  test('balances add up: each payment starts from what the ones before left, and none is overdrawn', () => {
    const balances = new Map<string, number>();
    const faulty: string[] = [];
    const move = (account: string, before: number | undefined, byMinor: number): void => {
      if (before === undefined) return;
      if (before !== (balances.get(account) ?? before) || before + byMinor < 0) faulty.push(account);
      balances.set(account, before + byMinor);
    };
    for (const { payment } of someHistory()) {
      const { sender, receiver, amountMinor, type, failed } = payment;
      const paid = failed ? 0 : type === 'CASH_IN' ? -amountMinor : amountMinor;
      move(sender.account, sender.balanceBeforeMinor, -paid);
      move(receiver.account, receiver.balanceBeforeMinor, paid);
    }
    expect(faulty).toEqual([]);
    expect(balances.size).toBeGreaterThan(500);
  });
});

describe('a month of payments', () => {
  let month: readonly Simulated[] = [];
  beforeAll(() => {
    month = someHistory({ accounts: 1500, rows: 60_000 });
  });

  test('is in order of time, no two at the same millisecond, with unique ids', () => {
    const times = month.map(({ payment }) => payment.occurredAt);
    expect(times.every((time, at) => at === 0 || time > times[at - 1])).toBe(true);
    expect(new Set(month.map(({ payment }) => payment.id)).size).toBe(month.length);
  });

  test('has between 0.2 and 0.5 % fraud, some of every kind, and labels that agree with the kinds', () => {
    const fraud = month.filter(({ label }) => label);
    expect(fraud.length / month.length).toBeGreaterThan(0.002);
    expect(fraud.length / month.length).toBeLessThan(0.005);
    for (const kind of SCENARIOS) expect(month.filter(({ scenario }) => scenario === kind).length).toBeGreaterThan(10);
    expect(fraud.every(({ scenario }) => scenario !== 'none')).toBe(true);
  });

  test('has all types of payment, and failed attempts among honest and fraudulent ones', () => {
    expect(new Set(month.map(({ payment }) => payment.type)).size).toBe(6);
    for (const label of [false, true]) {
      const some = month.filter((each) => each.label === label);
      const failed = some.filter(({ payment }) => payment.failed).length / some.length;
      expect(failed).toBeGreaterThan(0.005);
      expect(failed).toBeLessThan(0.3);
    }
  });

  test('is quieter by night than by day', () => {
    const inHours = (from: number, to: number) =>
      month.filter(
        ({ payment }) =>
          Number(payment.occurredAt.slice(11, 13)) >= from && Number(payment.occurredAt.slice(11, 13)) < to,
      ).length;
    expect(inHours(9, 11)).toBeLessThan(0.5 * inHours(20, 22));
  });

  test.each([
    ['the amount', ({ payment }: Simulated) => payment.amountMinor],
    [
      'the drained share',
      ({ payment }: Simulated) => payment.amountMinor / (payment.sender.balanceBeforeMinor ?? Number.POSITIVE_INFINITY),
    ],
    ['the hour', ({ payment }: Simulated) => Number(payment.occurredAt.slice(11, 13))],
    ['the balance of the sender', ({ payment }: Simulated) => payment.sender.balanceBeforeMinor ?? 0],
    ['a failed attempt', ({ payment }: Simulated) => (payment.failed ? 1 : 0)],
    ['having a device', ({ payment }: Simulated) => (payment.deviceId === undefined ? 0 : 1)],
    ['having a location', ({ payment }: Simulated) => (payment.location === undefined ? 0 : 1)],
  ])('is not separable by %s alone', (_, feature) => {
    expect(bestAveragePrecision(month, feature)).toBeLessThan(0.2);
  });

  test.each([
    ['sender', ({ payment }: Simulated) => payment.sender.account],
    ['receiver', ({ payment }: Simulated) => payment.receiver.account],
    ['device', ({ payment }: Simulated) => payment.deviceId ?? payment.id],
    ['ip', ({ payment }: Simulated) => payment.ip ?? payment.id],
    ['card', ({ payment }: Simulated) => payment.card ?? payment.id],
  ])('is not separable by how many payments of the same %s came in the hour before', (_, keyOf) => {
    const recent = new Map<string, number[]>();
    const counts = month.map((each) => {
      const atMs = Date.parse(each.payment.occurredAt);
      const times = (recent.get(keyOf(each)) ?? []).filter((time) => time > atMs - 3_600_000);
      recent.set(keyOf(each), [...times, atMs]);
      return times.length;
    });
    const countOf = new Map(month.map((each, at) => [each, counts[at]]));
    expect(bestAveragePrecision(month, (each) => countOf.get(each) ?? 0)).toBeLessThan(0.2);
  });
});

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FEATURE_NAMES, FEATURES } from '../../../src/domain/features/index.ts';
import {
  DAY_MS,
  featuresOf,
  HOUR_MS,
  type Past,
  repeated,
  SINCE_FIRST_OF_28_DAYS_MS,
} from '../../builders/a-measurement.ts';

const LIST = join(import.meta.dirname, '../../../src/domain/features/list');
const files = readdirSync(LIST);
const testFiles = new Set(readdirSync(join(import.meta.dirname, 'list')));

describe('the list of features', () => {
  test.each(files)('%s stands in the list, whole', async (file) => {
    const exported = Object.values(await import(join(LIST, file))).flat();
    expect(exported.length).toBeGreaterThan(0);
    for (const feature of exported) expect(FEATURES).toContain(feature);
  });

  test.each(files)('%s has a test of the same name', (file) => {
    expect(testFiles).toContain(file.replace('.ts', '.test.ts'));
  });

  test('names each feature once, as entity and field', () => {
    expect(new Set(FEATURE_NAMES).size).toBe(FEATURE_NAMES.length);
    for (const name of FEATURE_NAMES)
      expect(name).toMatch(/^(payment|sender|receiver|device|card|ip|pair|travel)\.[a-z0-9_]+$/);
  });

  test('tells of each feature its unit, and its meaning in a line that can begin a sentence', () => {
    for (const { meaning, unit } of FEATURES) {
      expect(meaning).toMatch(/^[a-z][^\n.]+$/);
      expect(unit).not.toBe('');
    }
  });
});

const ACCOUNTS = ['C-ann', 'C-bob', 'C-carl'];
const payment = { deviceId: 'd-1', card: 'tok-1', ip: '192.0.2.1', location: { latitude: 52.52, longitude: 13.405 } };

const mirrored = { ...payment, sender: { account: 'C-bob' }, receiver: { account: 'C-ann' } };

/** Payments among few accounts, all of one device, card and ip, within a span before (or, negative, after) the payment at hand. */
const pastsWithin = (fromMs: number, toMs: number, prefix: string): fc.Arbitrary<readonly Past[]> =>
  fc
    .array(
      fc.record({
        agoMs: fc.integer({ min: fromMs, max: toMs }),
        amountMinor: fc.nat({ max: 1_000_000 }),
        sender: fc.constantFrom(...ACCOUNTS).map((account) => ({ account })),
        receiver: fc.constantFrom(...ACCOUNTS).map((account) => ({ account })),
        failed: fc.boolean(),
        location: fc.constantFrom(payment.location, { latitude: 48.8566, longitude: 2.3522 }),
      }),
      { maxLength: 12 },
    )
    .map((pasts) => pasts.map((past, index) => ({ ...payment, ...past, id: `${prefix}-${index}` })));

const before = pastsWithin(1, 6 * DAY_MS, 'before');

describe('features', () => {
  test('do not change with what happens after the payment', () => {
    fc.assert(
      fc.property(before, pastsWithin(-DAY_MS, -1, 'after'), (history, later) => {
        const now = featuresOf({ history, payment });
        expect(featuresOf({ history: [...history, ...later], payment })).toEqual(now);
        expect(featuresOf({ history: [...later, ...history], payment })).toEqual(now);
      }),
    );
  });

  test('do not change when the payment itself is remembered already, even under an earlier time', () => {
    fc.assert(
      fc.property(before, fc.nat({ max: 12 }), fc.constantFrom(0, 1, HOUR_MS), (history, at, agoMs) => {
        const itself: Past = { ...payment, id: 'p-1', agoMs };
        expect(featuresOf({ history: history.toSpliced(at, 0, itself), payment })).toEqual(
          featuresOf({ history, payment }),
        );
      }),
    );
  });

  test('do not change with labels that arrive after the payment, of earlier payments or of itself', () => {
    fc.assert(
      fc.property(before, fc.nat({ max: DAY_MS }), fc.boolean(), (history, delayMs, fraud) => {
        const labelled = history.map((past) => ({ ...past, label: { fraud, agoMs: -delayMs } }));
        const itself: Past = { ...payment, id: 'p-1', agoMs: 0, label: { fraud, agoMs: -delayMs } };
        expect(featuresOf({ history: [...labelled, itself], payment })).toEqual(featuresOf({ history, payment }));
      }),
    );
  });

  test('do not change with the order in which earlier payments arrived', () => {
    fc.assert(
      fc.property(before, (history) => {
        expect(featuresOf({ history: history.toReversed(), payment })).toEqual(featuresOf({ history, payment }));
      }),
    );
  });

  test('are each moved by some payment or history: none is a constant', () => {
    const pasts: readonly Past[] = [
      { agoMs: 20 * DAY_MS, ...payment, label: { fraud: true, agoMs: HOUR_MS } },
      { agoMs: HOUR_MS / 2, ...mirrored, label: { fraud: true, agoMs: 1 } },
      { agoMs: 3, ...payment, sender: { account: 'C-carl' } },
      { agoMs: 2, ...payment, amountMinor: 1, receiver: { account: 'C-dora' } },
      { agoMs: 1, ...payment, failed: true, location: { latitude: 0, longitude: 0 } },
    ];
    const vectors = [
      featuresOf(),
      featuresOf({ payment: { ...payment, type: 'CARD', amountMinor: 1, occurredAt: '2026-03-02T11:00:00Z' } }),
      featuresOf({ payment: { ...payment, receiver: { account: 'C-bob', country: 'DE', balanceBeforeMinor: 1 } } }),
      featuresOf({ payment, history: pasts }),
      featuresOf({ payment, history: repeated(200, 1_000, { agoMs: 1, ...payment }) }),
      featuresOf({ payment, history: [{ agoMs: SINCE_FIRST_OF_28_DAYS_MS, ...payment }] }),
      featuresOf({
        payment,
        history: [{ agoMs: 20 * DAY_MS, ...payment, label: { fraud: true, agoMs: 15 * DAY_MS } }],
      }),
    ];
    const constant = FEATURE_NAMES.filter((_, at) => new Set(vectors.map((vector) => vector[at])).size === 1);
    expect(constant).toEqual([]);
  });
});

import { afterEach, describe, expect, test } from '@jest/globals';
import { FEATURE_NAMES } from '../../src/domain/features/index.ts';
import { occurredAtMs } from '../../src/domain/payment/payment.ts';
import { createLabelFeed } from '../../src/labels/label-feed.ts';
import { recordLabels } from '../../src/labels/record-labels.ts';
import { createHistory, type LabelledPayment } from '../../src/table/measure-history.ts';
import { aPayment } from '../builders/a-payment.ts';
import { aSystem, removeAll } from '../builders/a-system.ts';
import { simulatedPayments } from '../builders/simulated-payments.ts';

afterEach(removeAll);

const HOUR_MS = 3_600_000;
const LABEL_DELAY_MS = 36 * HOUR_MS;
/** Payments that are sent before labels are looked at again. */
const CHUNK = 100;

const MINUTE_MS = 60_000;

/** A payment a minute from one sender to one receiver: more than are remembered one by one, some of them fraud. */
const aBurst = (name: string, fromMs: number, count: number): readonly LabelledPayment[] =>
  Array.from({ length: count }, (_, n) => ({
    payment: aPayment({
      id: `${name}-${n}`,
      occurredAt: new Date(fromMs + n * MINUTE_MS).toISOString(),
      amountMinor: 1_000 + n,
      deviceId: 'd-busy',
      ip: '192.0.2.9',
      card: 'tok-busy',
    }),
    label: n % 40 === 0,
  }));

const history = (): readonly LabelledPayment[] => {
  const rows = simulatedPayments(2_400, { accounts: 120 });
  const fromMs = occurredAtMs(rows[600].payment);
  // The labels of the first burst arrive in the middle of the second, between two of its payments.
  const bursts = [...aBurst('busy', fromMs, 150), ...aBurst('again', fromMs + LABEL_DELAY_MS - 60.5 * MINUTE_MS, 200)];
  return [...rows, ...bursts].sort((a, b) => occurredAtMs(a.payment) - occurredAtMs(b.payment));
};

const chunksOf = <T>(rows: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(rows.length / CHUNK) }, (_, i) => rows.slice(i * CHUNK, (i + 1) * CHUNK));

const bytesOf = (features: Float32Array): Buffer =>
  Buffer.from(features.buffer, features.byteOffset, features.byteLength);

describe('features online and offline', () => {
  test('are the same bit for bit on every payment and in every feature, labels that arrive late among them', async () => {
    const rows = history();
    const { ports, payments } = await aSystem({ batchSize: 32 });
    const feed = createLabelFeed(LABEL_DELAY_MS);
    let labels = 0;
    for (const chunk of chunksOf(rows)) {
      const due = feed.takeDue(occurredAtMs(chunk[chunk.length - 1].payment));
      labels += due.length;
      await recordLabels(due, ports);
      await ports.putPayments(chunk.map(({ payment }) => payment));
      await payments.room(0);
      for (const { payment, label } of chunk) if (label === true) feed.add(payment);
    }
    const decisions = await ports.findDecisions(rows.map(({ payment }) => payment.id));
    const offline = createHistory(LABEL_DELAY_MS);
    const seen = FEATURE_NAMES.map(() => new Set<number>());
    for (const row of rows) {
      const { features } = offline(row);
      const online = decisions.get(row.payment.id)?.features ?? new Float32Array();
      if (!bytesOf(online).equals(bytesOf(features))) expect(namedDifferences(online, features)).toEqual([]);
      features.forEach((value, at) => void seen[at].add(value));
    }
    expect(labels).toBeGreaterThan(10);
    // A feature that never moves would be compared with nothing.
    expect(FEATURE_NAMES.filter((_, at) => seen[at].size < 2)).toEqual([]);
  }, 60_000);
});

const namedDifferences = (online: Float32Array, offline: Float32Array): readonly string[] =>
  FEATURE_NAMES.flatMap((name, at) =>
    Object.is(online[at], offline[at]) ? [] : [`${name}: online ${online[at]}, offline ${offline[at]}`],
  );

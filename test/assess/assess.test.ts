import { describe, expect, test } from '@jest/globals';
import { assess } from '../../src/assess/assess.ts';
import type { Decision } from '../../src/domain/decision/decision.ts';
import { FEATURE_NAMES } from '../../src/domain/features/index.ts';
import type { Payment } from '../../src/domain/payment/payment.ts';
import type { AssessPorts } from '../../src/ports.ts';
import { aDecision } from '../builders/a-decision.ts';
import { MINUTE_MS, timeAgo } from '../builders/a-measurement.ts';
import { aPayment } from '../builders/a-payment.ts';
import { assessPorts } from '../builders/assess-ports.ts';

const paying = (id: string, receiver: string, overrides: Partial<Payment> = {}) =>
  aPayment({ id, receiver: { account: receiver }, ...overrides });
const statusesOf = async (payments: readonly Payment[], ports: AssessPorts) =>
  (await assess(payments, ports)).map(({ status }) => status);
const featureOf = ({ features }: Pick<Decision, 'features'>, name: string) => features[FEATURE_NAMES.indexOf(name)];
const failed = () => Promise.reject(new Error('the store is gone'));

/** Ports that count the rows they score. */
const countingPorts = () => {
  const scored: number[] = [];
  const ports = assessPorts({
    scoreRows: async (rows) => {
      scored.push(rows.length);
      return { rung: 'onnx', rawScores: rows.map((_, index) => index) };
    },
  });
  return { ports, scored };
};

describe('a payment', () => {
  test('gets its first decision back when it is sent again, and is counted and scored once', async () => {
    const { ports, scored } = countingPorts();
    const [first] = await assess([aPayment()], ports);
    const profiles = structuredClone(ports.profiles);
    const shuffled = Object.fromEntries(Object.entries(aPayment()).toReversed()) as Payment;
    const [again] = await assess([shuffled], { ...ports, nowMs: () => ports.nowMs() + 60_000 });
    expect(first.status).toBe('decided');
    expect(again).toMatchObject({ status: 'repeated', decision: first.decision });
    expect(ports.profiles).toEqual(profiles);
    expect(scored).toEqual([1]);
  });

  test('changes nothing when its id was decided with another body', async () => {
    const ports = assessPorts();
    const [first] = await assess([aPayment()], ports);
    const [profiles, decisions] = [structuredClone(ports.profiles), structuredClone(ports.decisions)];
    const [other] = await assess([paying('p-1', 'C-eve', { amountMinor: 1, deviceId: 'd-9' })], ports);
    expect(other).toMatchObject({ status: 'conflict', decision: first.decision });
    expect(ports.profiles).toEqual(profiles);
    expect(ports.decisions).toEqual(decisions);
  });

  test('that comes twice in one batch is decided once, and again with another body is a conflict', async () => {
    const { ports, scored } = countingPorts();
    const batch = [
      aPayment(),
      aPayment({ amountMinor: 1 }),
      aPayment(),
      paying('p-1', 'C-eve'),
      paying('p-2', 'C-eve'),
    ];
    expect(await statusesOf(batch, ports)).toEqual(['decided', 'conflict', 'repeated', 'conflict', 'decided']);
    expect(ports.decisions.get('p-1')?.payment).toEqual(aPayment());
    expect(ports.profiles.get('a:C-ann')?.profile.events.map(({ cents }) => cents)).toEqual([12_000, 12_000]);
    expect(ports.profiles.get('a:C-eve')?.profile.events).toHaveLength(1);
    expect(scored).toEqual([2]);
  });

  test('that another writer decides meanwhile gets the decision of that one', async () => {
    const theirs = aDecision({ outcome: 'block' });
    const ports = assessPorts({ recordDecisions: async () => [theirs] });
    expect(await assess([aPayment()], ports)).toMatchObject([{ status: 'repeated', decision: theirs }]);
    expect(await statusesOf([aPayment({ amountMinor: 1 })], ports)).toEqual(['conflict']);
  });
});

describe('a batch', () => {
  test('is answered in its order, decided or not', async () => {
    const ports = assessPorts();
    await assess([paying('b', 'C-bob')], ports);
    const answers = await assess([paying('c', 'C-1'), paying('b', 'C-bob'), paying('a', 'C-2')], ports);
    expect(answers.map(({ payment: { id }, decision, status }) => [id, decision.id, status])).toEqual([
      ['c', 'c', 'decided'],
      ['b', 'b', 'repeated'],
      ['a', 'a', 'decided'],
    ]);
  });

  test('is measured in its order: each payment sees those before it, as of its own time', async () => {
    const batch = [
      paying('a', 'C-1', { occurredAt: timeAgo(2 * MINUTE_MS) }),
      paying('b', 'C-2', { occurredAt: timeAgo(MINUTE_MS) }),
      paying('late', 'C-3', { occurredAt: timeAgo(90_000) }),
    ];
    const answers = await assess(batch, assessPorts());
    expect(answers.map(({ decision }) => featureOf(decision, 'sender.count_1h'))).toEqual([0, 1, 1]);
  });

  test('gives the decisions that its payments would get one by one', async () => {
    const batch = Array.from({ length: 20 }, (_, index) =>
      paying(`p-${index}`, `C-${index % 3}`, { occurredAt: timeAgo((20 - index) * MINUTE_MS) }),
    );
    const [together, apart] = [assessPorts(), assessPorts()];
    await assess(batch, together);
    for (const payment of batch) await assess([payment], apart);
    expect(together.decisions).toEqual(apart.decisions);
    expect(new Map([...together.profiles].map(([key, { profile }]) => [key, profile]))).toEqual(
      new Map([...apart.profiles].map(([key, { profile }]) => [key, profile])),
    );
  });

  test('hands each payment the score of its own row, the rung and why', async () => {
    const given: unknown[] = [];
    const ports = assessPorts({
      scoreRows: async (rows) => ({ rung: 'onnx', rungReason: 'slow', rawScores: rows.map((_, index) => 10 + index) }),
    });
    await assess([paying('a', 'C-1'), paying('b', 'C-2')], {
      ...ports,
      decide: (input) => {
        given.push([input.payment.id, input.rawScore, input.rung, input.rungReason]);
        return ports.decide(input);
      },
    });
    expect(given).toEqual([
      ['a', 10, 'onnx', 'slow'],
      ['b', 11, 'onnx', 'slow'],
    ]);
  });

  test('is timed from its arrival, and decided at a whole millisecond', async () => {
    const times = [1_000.25, 1_003.75];
    const ports = assessPorts({ nowMs: () => times.shift() ?? Number.NaN });
    const [{ decision }] = await assess([aPayment()], ports);
    expect(decision).toMatchObject({ decidedAtMs: 1_003, tookMicros: 3_500 });
  });

  test('without payments asks for no scores and writes nothing', async () => {
    const ports = { scoreRows: failed, extendProfiles: failed, recordDecisions: failed };
    expect(await assess([], assessPorts(ports))).toEqual([]);
  });
});

describe('profiles that another writer extends meanwhile', () => {
  test('are read again, and nothing of either is lost', async () => {
    const { ports, scored } = countingPorts();
    const theirs = paying('theirs', 'C-eve', { occurredAt: timeAgo(MINUTE_MS) });
    let raced = false;
    const [{ decision }] = await assess([paying('ours', 'C-bob')], {
      ...ports,
      extendProfiles: async (extensions) => {
        if (!raced) {
          raced = true;
          await assess([theirs], ports);
        }
        return ports.extendProfiles(extensions);
      },
    });
    expect(featureOf(decision, 'sender.count_1h')).toBe(1);
    expect(ports.profiles.get('a:C-ann')?.profile.events).toHaveLength(2);
    expect(ports.profiles.get('a:C-bob')?.profile.events).toHaveLength(1);
    expect(scored).toEqual([1, 1]);
  });

  test('again and again make the batch fail, to be tried again, before anything is decided', async () => {
    let attempts = 0;
    const ports = assessPorts({
      extendProfiles: async (extensions) => {
        attempts += 1;
        return extensions.map(({ key }) => key);
      },
    });
    await expect(assess([aPayment()], ports)).rejects.toThrow('kept changing under it 8 times');
    expect(attempts).toBe(8);
    expect(ports.decisions.size).toBe(0);
  });
});

describe('a batch whose infrastructure fails', () => {
  const batch = Array.from({ length: 6 }, (_, index) =>
    paying(`p-${index}`, `C-${index % 2}`, { occurredAt: timeAgo((6 - index) * MINUTE_MS) }),
  );

  test.each<[string, (ports: AssessPorts) => Partial<AssessPorts>]>([
    ['finding decisions', () => ({ findDecisions: failed })],
    ['reading profiles', () => ({ readProfiles: failed })],
    ['extending profiles', () => ({ extendProfiles: failed })],
    [
      'extending profiles, half of which were written',
      (ports) => ({ extendProfiles: (all) => ports.extendProfiles(all.slice(0, 2)).then(failed) }),
    ],
    ['scoring', () => ({ scoreRows: failed })],
    ['recording', () => ({ recordDecisions: failed })],
    [
      'recording, half of which was written',
      (ports) => ({ recordDecisions: (all) => ports.recordDecisions(all.slice(0, 3)).then(failed) }),
    ],
    [
      'recording, all of which was written',
      (ports) => ({ recordDecisions: (all) => ports.recordDecisions(all).then(failed) }),
    ],
  ])('in %s throws, and gives the same decisions when it is tried again', async (_, broken) => {
    const [ports, unbroken] = [assessPorts(), assessPorts()];
    await expect(assess(batch, { ...ports, ...broken(ports) })).rejects.toThrow('the store is gone');
    const answers = await assess(batch, ports);
    await assess(batch, unbroken);
    expect(answers.map(({ status }) => status)).not.toContain('conflict');
    expect(answers.map(({ decision }) => decision)).toEqual([...unbroken.decisions.values()]);
    expect(ports.decisions).toEqual(unbroken.decisions);
    expect(ports.profiles.get('a:C-ann')?.profile).toEqual(unbroken.profiles.get('a:C-ann')?.profile);
    expect(ports.profiles.get('a:C-1')?.profile).toEqual(unbroken.profiles.get('a:C-1')?.profile);
  });

  test('names the payment that an adapter forgot', async () => {
    const ports = assessPorts({ recordDecisions: async () => [] });
    await expect(assess([aPayment()], ports)).rejects.toThrow(
      'payment p-1 was neither decided nor found: recordDecisions left it out',
    );
  });
});

import { describe, expect, test } from '@jest/globals';
import { assess } from '../../src/assess/assess.ts';
import { FEATURE_NAMES } from '../../src/domain/features/index.ts';
import { recordLabels } from '../../src/labels/record-labels.ts';
import type { Label, LabelPorts, RecordedLabel } from '../../src/ports.ts';
import { DAY_MS, timeAgo } from '../builders/a-measurement.ts';
import { aPayment, PAYMENT_TIME } from '../builders/a-payment.ts';
import { assessPorts } from '../builders/assess-ports.ts';

const aLabel = (overrides: Partial<Label> = {}): Label => ({
  paymentId: 'p-1',
  fraud: true,
  labelledAtMs: Date.parse(PAYMENT_TIME) - DAY_MS,
  ...overrides,
});
const later = (label: Label, byMs: number, fraud = label.fraud): Label => ({
  ...label,
  fraud,
  labelledAtMs: label.labelledAtMs + byMs,
});

/** Ports that have decided payments `p-1` and `p-2` to `C-bob` of two days ago, and tell what labels were written. */
const decidedPorts = async () => {
  const ports = assessPorts();
  await assess(
    ['p-1', 'p-2'].map((id) => aPayment({ id, occurredAt: timeAgo(2 * DAY_MS) })),
    ports,
  );
  const written: RecordedLabel[] = [];
  const writeLabels: LabelPorts['writeLabels'] = async (labels) => {
    const refused = await ports.writeLabels(labels);
    written.push(...labels.filter((label) => !refused.includes(label)));
    return refused;
  };
  return { ports: { ...ports, writeLabels }, written };
};

/** Confirmed frauds of `C-bob` as the next payment sees them. */
const fraudsSeen = async (ports: ReturnType<typeof assessPorts>) => {
  const [{ decision }] = await assess([aPayment({ id: 'next' })], ports);
  return decision.features[FEATURE_NAMES.indexOf('receiver.confirmed_frauds_28_days')];
};

describe('a label', () => {
  test('is recorded with its decision, and the next payment to the receiver sees it', async () => {
    const { ports, written } = await decidedPorts();
    expect(await recordLabels([aLabel()], ports)).toEqual(['recorded']);
    expect(written).toEqual([{ ...aLabel(), decision: ports.decisions.get('p-1') }]);
    expect(await fraudsSeen(ports)).toBe(1);
  });

  test('of a payment that was never decided changes nothing', async () => {
    const { ports, written } = await decidedPorts();
    const profiles = structuredClone(ports.profiles);
    expect(await recordLabels([aLabel({ paymentId: 'never' })], ports)).toEqual(['unknown_payment']);
    expect(written).toEqual([]);
    expect(ports.profiles).toEqual(profiles);
  });

  test.each<[string, Label]>([
    ['the same again', aLabel()],
    ['the same verdict, later', later(aLabel(), 1)],
    ['another verdict of the same moment', later(aLabel(), 0, false)],
    ['another verdict, older', later(aLabel(), -1, false)],
  ])('that says %s changes nothing', async (_, label) => {
    const { ports, written } = await decidedPorts();
    await recordLabels([aLabel()], ports);
    const profiles = structuredClone(ports.profiles);
    expect(await recordLabels([label], ports)).toEqual(['unchanged']);
    expect(written).toHaveLength(1);
    expect(ports.profiles).toEqual(profiles);
  });

  test('replaces an older one of another verdict, and tells which', async () => {
    const { ports, written } = await decidedPorts();
    await recordLabels([aLabel()], ports);
    const honest = later(aLabel(), 1, false);
    expect(await recordLabels([honest], ports)).toEqual(['recorded']);
    expect(written[1]).toMatchObject({ ...honest, replaces: true });
    expect(await fraudsSeen(ports)).toBe(0);
  });
});

describe('labels of one batch', () => {
  test('are each answered where they stand, and follow one another', async () => {
    const { ports, written } = await decidedPorts();
    const batch = [
      aLabel({ paymentId: 'never' }),
      aLabel(),
      aLabel(),
      later(aLabel(), 5, false),
      aLabel({ paymentId: 'p-2' }),
      later(aLabel(), 1),
    ];
    expect(await recordLabels(batch, ports)).toEqual([
      'unknown_payment',
      'recorded',
      'unchanged',
      'recorded',
      'recorded',
      'unchanged',
    ]);
    expect(written.map(({ paymentId, fraud, replaces }) => [paymentId, fraud, replaces])).toEqual([
      ['p-1', true, undefined],
      ['p-1', false, true],
      ['p-2', true, undefined],
    ]);
    expect(await fraudsSeen(ports)).toBe(1);
  });
});

describe('labels whose infrastructure fails', () => {
  const failed = () => Promise.reject(new Error('the store is gone'));

  test.each<[string, (ports: LabelPorts) => Partial<LabelPorts>]>([
    ['finding decisions', () => ({ findDecisions: failed })],
    ['finding labels', () => ({ findLabels: failed })],
    ['reading profiles', () => ({ readProfiles: failed })],
    ['extending profiles', () => ({ extendProfiles: failed })],
    [
      'extending profiles, which were written',
      (ports) => ({ extendProfiles: (all) => ports.extendProfiles(all).then(failed) }),
    ],
    ['writing', () => ({ writeLabels: failed })],
  ])('in %s throw, and are recorded once when they are tried again', async (_, broken) => {
    const { ports, written } = await decidedPorts();
    await expect(recordLabels([aLabel()], { ...ports, ...broken(ports) })).rejects.toThrow('the store is gone');
    expect(written).toEqual([]);
    expect(await recordLabels([aLabel()], ports)).toEqual(['recorded']);
    expect(written).toHaveLength(1);
    expect(ports.profiles.get('a:C-bob')?.profile.labels).toHaveLength(1);
    expect(await fraudsSeen(ports)).toBe(1);
  });

  test('are put into a profile that changed meanwhile as it now is', async () => {
    const { ports } = await decidedPorts();
    let raced = false;
    await recordLabels([aLabel()], {
      ...ports,
      extendProfiles: async (extensions) => {
        if (!raced) {
          raced = true;
          await recordLabels([aLabel({ paymentId: 'p-2' })], ports);
        }
        return ports.extendProfiles(extensions);
      },
    });
    expect(await fraudsSeen(ports)).toBe(2);
  });

  test('are compared with what stands once more when others labelled the same payment meanwhile', async () => {
    const { ports, written } = await decidedPorts();
    const quick = [later(aLabel(), 2, false)];
    const writeLabels: LabelPorts['writeLabels'] = async (labels) => {
      const label = quick.shift();
      if (label !== undefined) await recordLabels([label], ports);
      return ports.writeLabels(labels);
    };
    const batch = [later(aLabel(), 1), aLabel({ paymentId: 'p-2' }), later(aLabel(), 3)];
    expect(await recordLabels(batch, { ...ports, writeLabels })).toEqual(['unchanged', 'recorded', 'recorded']);
    expect(written.map(({ paymentId, fraud, replaces }) => [paymentId, fraud, replaces])).toEqual([
      ['p-1', false, undefined],
      ['p-2', true, undefined],
      ['p-1', true, false],
    ]);
  });

  test('are given up when others keep labelling the same payment', async () => {
    const { ports } = await decidedPorts();
    const busy: LabelPorts = { ...ports, writeLabels: async (labels) => labels };
    await expect(recordLabels([aLabel()], busy)).rejects.toThrow(
      'some of 1 labels kept being changed by others 8 times',
    );
  });

  test('are given up when the profiles keep changing, and none is written', async () => {
    const { ports, written } = await decidedPorts();
    const busy = { ...ports, extendProfiles: async () => ['a:C-bob'] };
    await expect(recordLabels([aLabel()], busy)).rejects.toThrow(
      'the profiles of 1 labelled receivers kept changing 8 times',
    );
    expect(written).toEqual([]);
  });
});

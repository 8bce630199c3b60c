import { describe, expect, test } from '@jest/globals';
import { outcomeOf, packDecision, samePayment, unpackDecision } from '../../../src/domain/decision/codec.ts';
import { OUTCOMES } from '../../../src/domain/decision/decision.ts';
import { aDecision } from '../../builders/a-decision.ts';
import { aPayment } from '../../builders/a-payment.ts';

const full = aPayment({
  channel: 'pos',
  deviceId: 'd-1',
  ip: '192.0.2.1',
  card: 'tok_1',
  merchantCategory: '5411',
  location: { latitude: 52.52, longitude: 13.405 },
  failed: false,
});

describe('a packed decision', () => {
  test('unpacks to what it was, bit for bit, with every field and with the fewest', () => {
    const decisions = [
      aDecision({ features: Float32Array.of(0, -0, Number.NaN, 0.1, 1e13) }),
      aDecision({
        payment: full,
        outcome: 'block',
        rung: 'rules',
        rungReason: 'the model did not answer',
        reasons: [
          { code: 'velocity', source: 'rule', values: { 'sender.count_1h': 12 } },
          { code: 'pair.first', source: 'model', values: {}, contribution: 0.25 },
        ],
        shadow: { model: '0123456789ab', probability: 0.125, outcome: 'review' },
      }),
    ];
    for (const decision of decisions) {
      const unpacked = unpackDecision(packDecision(decision));
      expect(unpacked).toEqual(decision);
      expect(Buffer.from(unpacked.features.buffer)).toEqual(Buffer.from(decision.features.buffer));
    }
  });

  test('tells its outcome without being unpacked', () => {
    for (const outcome of OUTCOMES) expect(outcomeOf(packDecision(aDecision({ outcome })))).toBe(outcome);
  });

  test('is refused when it is of another format', () => {
    const bytes = packDecision(aDecision());
    bytes[1] = 7;
    expect(() => unpackDecision(bytes)).toThrow('decision has format 7, this version reads 1');
  });
});

describe('two payments', () => {
  test('are the same whatever the order of their keys', () => {
    expect(samePayment(full, Object.fromEntries(Object.entries(full).toReversed()) as typeof full)).toBe(true);
  });

  test('differ when one field does', () => {
    expect(samePayment(full, { ...full, amountMinor: full.amountMinor + 1 })).toBe(false);
    expect(samePayment(full, { ...full, ip: undefined })).toBe(false);
  });
});

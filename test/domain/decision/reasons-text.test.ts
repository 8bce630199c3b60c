import { describe, expect, test } from '@jest/globals';
import { FORMATS, reasonText } from '../../../src/domain/decision/reasons-text.ts';
import { FEATURES } from '../../../src/domain/features/index.ts';

const told = (name: string, value?: number): string =>
  reasonText({ code: name, source: 'model', values: value === undefined ? {} : { [name]: value } });

describe('the sentence of a reason', () => {
  test.each(FEATURES.map(({ name, unit }) => [name, unit]))(
    'is there for %s, whose unit %s a person can read',
    (name, unit) => {
      expect(Object.keys(FORMATS)).toContain(unit);
      for (const value of [0, 1, 2]) {
        expect(told(name, value)).toMatch(/^[A-Z0-9].+: \S/);
        expect(told(name, value)).not.toMatch(/NaN|undefined|: [\d.,]+$/);
      }
      expect(told(name)).toMatch(/: unknown$/);
    },
  );

  test.each([
    ['payment.amount', 123_456, 'Amount of this payment: $1,234.56'],
    ['payment.amount', Math.fround(16_777_215), 'Amount of this payment: $167,772.15'],
    ['payment.amount', Math.fround(25_000_037), 'Amount of this payment: $250,000'],
    ['payment.amount', Math.fround(123_456_789), 'Amount of this payment: $1,234,568'],
    ['payment.amount', Math.fround(10_000_000_000_000), 'Amount of this payment: $100,000,000,000'],
    ['sender.drained_share', 0.5, "Share of the sender's balance that this payment takes: 50 %"],
    ['sender.amount_to_mean', 3.21, "Amount against this sender's own mean: 3.21 times"],
    ['sender.seconds_since_last', 90, 'Time since the last payment of this sender: 1.5 min'],
    ['payment.hour', 3, 'Hour of the day: 3:00 UTC'],
    ['payment.type_code', 4, 'Type of this payment: transfer'],
    ['payment.cross_border', 1, 'Sender and receiver are in different countries: yes'],
  ])('of %s at %d is "%s"', (name, value, sentence) => {
    expect(told(name, value)).toBe(sentence);
  });
});

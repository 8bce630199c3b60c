import { describe, expect, test } from '@jest/globals';
import { alertOf } from '../../src/fan-out/alert-text.ts';
import { aDecision } from '../builders/a-decision.ts';
import { aPayment } from '../builders/a-payment.ts';

const blocked = aDecision({
  outcome: 'block',
  probability: 0.9123,
  payment: aPayment({ amountMinor: 123_450 }),
  reasons: [
    { code: 'velocity', source: 'rule', values: { 'sender.count_1h': 12, 'sender.distinct_1h': 6 } },
    { code: 'pair.first', source: 'model', values: { 'pair.first': 1 }, contribution: 1.5 },
  ],
});

describe('an alert', () => {
  test('says what was done, with how much, between whom and why', () => {
    expect(alertOf(blocked)).toEqual({
      paymentId: 'p-1',
      subject: 'Blocked: $1,234.50, C-ann to C-bob',
      text: [
        'Blocked: a payment of $1,234.50 from C-ann to C-bob.',
        'Probability of fraud 91.2 %. Payment p-1 of 2026-03-02T12:00:00Z.',
        '- The sender made 12 payments to 6 accounts in the last hour, and this receiver is new',
        '- First payment between these two: yes',
      ].join('\n'),
      attributes: { severity: 'high', outcome: 'block', reason: 'velocity', amountBand: 'under_10000' },
    });
  });

  test('of a held payment says so, and has no reason where there is none', () => {
    const { subject, attributes } = alertOf(aDecision({ outcome: 'review' }));
    expect(subject).toBe('Held for review: $120.00, C-ann to C-bob');
    expect(attributes).toMatchObject({ severity: 'medium', outcome: 'review', reason: 'none' });
  });

  test.each([
    [9_999, 'USD', 'under_100'],
    [10_000, 'USD', 'under_1000'],
    [99_999, 'USD', 'under_1000'],
    [100_000, 'USD', 'under_10000'],
    [1_000_000, 'USD', 'from_10000'],
    [10_000, 'JPY', 'under_100'],
    [9_000, 'EUR', 'under_1000'],
  ] as const)('of %d minor units of %s is %s US dollars', (amountMinor, currency, amountBand) => {
    const decision = aDecision({ outcome: 'block', payment: aPayment({ amountMinor, currency }) });
    expect(alertOf(decision).attributes.amountBand).toBe(amountBand);
  });

  test('has a subject of at most 100 characters, cut between two of them', () => {
    const long = { account: 'x'.repeat(64) };
    const payment = aPayment({ sender: long, receiver: long });
    expect(alertOf(aDecision({ outcome: 'block', payment })).subject).toHaveLength(100);
    const smiling = { account: '😀'.repeat(32) };
    const party = alertOf(aDecision({ outcome: 'block', payment: aPayment({ sender: smiling, receiver: smiling }) }));
    expect(party.subject.isWellFormed()).toBe(true);
  });

  test.each([
    ['a line break', 'C-\nann'],
    ['a tab', 'C-\tann'],
    ['a control character', 'C-\u0007ann'],
    ['a line separator', 'C-\u2028ann'],
    ['half a character', 'C-\ud83dann'],
    ['a change of direction', 'C-\u202eann'],
  ])('keeps %s in an account id out of its subject and out of the lines of its text', (_, account) => {
    const { subject, text } = alertOf(aDecision({ outcome: 'block', payment: aPayment({ sender: { account } }) }));
    expect(subject).toBe('Blocked: $120.00, C- ann to C-bob');
    expect(text.split('\n')).toHaveLength(2);
  });
});

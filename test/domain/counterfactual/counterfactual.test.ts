import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { counterfactual, hoursApart } from '../../../src/domain/counterfactual/counterfactual.ts';
import { OUTCOMES, type Outcome } from '../../../src/domain/decision/decision.ts';
import type { Currency } from '../../../src/domain/payment/currency.ts';
import { HOUR_MS, type Past } from '../../builders/a-measurement.ts';
import { aPayment } from '../../builders/a-payment.ts';
import { randomOf } from '../model/random-trees.ts';
import { aCounterfactual, type Built } from './a-counterfactual.ts';

/** Amounts that are tried one by one. */
const MOST = 2_000;
const AMOUNTS = Array.from({ length: MOST }, (_, i) => i + 1);

const past = fc.record({
  agoMs: fc.integer({ min: 1, max: 48 }).map((hours) => hours * HOUR_MS),
  amountMinor: fc.integer({ min: 1, max: 2_000 }),
  direction: fc.boolean(),
});

const setting = fc.record({
  seed: fc.integer(),
  amountMinor: fc.integer({ min: 1, max: MOST }),
  currency: fc.constantFrom<Currency>('USD', 'EUR', 'JPY', 'MXN'),
  history: fc.array(past, { maxLength: 5 }),
  rules: fc.integer({ min: 0, max: 4 }),
  card: fc.boolean(),
});

type Given = typeof setting extends fc.Arbitrary<infer T> ? T : never;

const builtOf = ({ seed, amountMinor, currency, history, rules, card }: Given): Built => {
  const pasts = history.map(({ agoMs, amountMinor: minor, direction }): Past => {
    const [sender, receiver] = direction ? ['C-ann', 'C-bob'] : ['C-carl', 'C-ann'];
    return {
      agoMs,
      amountMinor: minor,
      currency,
      sender: { account: sender },
      receiver: { account: receiver },
      card: 'tok-1',
    };
  });
  const payment = aPayment({ amountMinor, currency, ...(card && { card: 'tok-1' }) });
  return aCounterfactual({ random: randomOf(seed), payment, history: pasts, rules });
};

const turns = (from: Outcome, to: Outcome): boolean =>
  from === 'approve' ? to !== 'approve' : OUTCOMES.indexOf(to) < OUTCOMES.indexOf(from);

/** The nearest amount, of an approval higher and else lower, that changes the outcome, tried one by one. */
const nearestByTrying = ({ input, decidedAt }: Built, hour?: number): number | undefined => {
  const [own, up] = [input.payment.amountMinor, input.outcome === 'approve'];
  const found = AMOUNTS.filter((amount) => (up ? amount > own : amount < own)).filter((amount) =>
    turns(input.outcome, decidedAt(amount, hour)),
  );
  return up ? found[0] : found.at(-1);
};

describe('what would have changed a decision', () => {
  test('really changes it: the payment so changed, measured and decided anew, comes out as told', () => {
    fc.assert(
      fc.property(setting, (given) => {
        const built = builtOf(given);
        for (const { amountMinor = given.amountMinor, hour, outcome } of counterfactual(built.input)) {
          expect(built.decidedAt(amountMinor, hour)).toBe(outcome);
          expect(turns(built.input.outcome, outcome)).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('is the smallest change of the amount: no nearer one changes the outcome', () => {
    fc.assert(
      fc.property(setting, (given) => {
        const built = builtOf(given);
        const told = counterfactual(built.input).find(({ hour }) => hour === undefined)?.amountMinor;
        const tried = nearestByTrying(built);
        // What lies beyond the amounts that are tried can only be told to lie there.
        if (told === undefined || told <= MOST) expect(told).toBe(tried);
        else expect(tried === undefined || Math.abs(tried - given.amountMinor) > told - given.amountMinor).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  test('is the nearest hour alone that changes the outcome', () => {
    fc.assert(
      fc.property(setting, (given) => {
        const built = builtOf(given);
        const own = 12;
        const told = counterfactual(built.input).find(
          (change) => change.hour !== undefined && change.amountMinor === undefined,
        );
        const [tried] = Array.from({ length: 24 }, (_, hour) => hour)
          .filter((hour) => hour !== own && turns(built.input.outcome, built.decidedAt(given.amountMinor, hour)))
          .sort((a, b) => hoursApart(a, own) - hoursApart(b, own) || a - b);
        expect(told?.hour).toBe(tried);
      }),
      { numRuns: 50 },
    );
  });

  test('is both together only where neither alone is enough, and then the nearest amount of the nearest hour', () => {
    let both = 0;
    fc.assert(
      fc.property(setting, (given) => {
        const built = builtOf(given);
        const [change, ...others] = counterfactual(built.input);
        if (change?.amountMinor === undefined || change.hour === undefined) return;
        both += 1;
        expect(others).toEqual([]);
        expect(nearestByTrying(built)).toBeUndefined();
        if (change.amountMinor <= MOST) expect(nearestByTrying(built, change.hour)).toBe(change.amountMinor);
      }),
      { numRuns: 250, seed: 5 },
    );
    expect(both).toBeGreaterThan(3);
  });

  test('is nothing where nothing that the payer controls helps', () => {
    const payment = aPayment({ amountMinor: 700 });
    const { input } = aCounterfactual({ random: randomOf(1), payment, history: [], rules: 0 });
    expect(counterfactual({ ...input, outcome: 'block', probabilityOf: () => 1 })).toEqual([]);
  });
});

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { OUTCOMES } from '../../../src/domain/decision/decision.ts';
import { cheapestOutcome, expectedLossCents, POLICY, policyVersion } from '../../../src/domain/decision/policy.ts';

describe('the cheapest outcome', () => {
  test.each([
    [0.0005, 10_000, 'approve'],
    [0.3, 1_000, 'review'],
    [0.05, 100_000, 'review'],
    [0.99, 100_000, 'block'],
    [1, 0, 'block'],
    [0, 10_000_000, 'approve'],
  ] as const)('at probability %d and %d cents is %s', (probability, cents, outcome) => {
    expect(cheapestOutcome(probability, cents, POLICY)).toBe(outcome);
  });

  test('never gets milder as the probability rises', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat({ max: 1e9 }),
        (a, b, cents) => {
          const [low, high] = a < b ? [a, b] : [b, a];
          expect(OUTCOMES.indexOf(cheapestOutcome(low, cents, POLICY))).toBeLessThanOrEqual(
            OUTCOMES.indexOf(cheapestOutcome(high, cents, POLICY)),
          );
        },
      ),
    );
  });
});

test('expected loss is the probability times what a fraud of the amount costs', () => {
  expect(expectedLossCents(0.1, 8_500, POLICY)).toBeCloseTo(0.1 * (8_500 + POLICY.fraudOverheadCents), 9);
});

test('a changed cost is another version', () => {
  expect(policyVersion({ ...POLICY, reviewCents: POLICY.reviewCents + 1 })).not.toBe(policyVersion(POLICY));
});

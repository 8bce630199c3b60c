import { type LatencyClasses, latencyClass } from '../../domain/boards/latency.ts';
import type { Decision, Outcome } from '../../domain/decision/decision.ts';
import { outcomeCosts, POLICY } from '../../domain/decision/policy.ts';
import { toCents } from '../../domain/payment/currency.ts';

/** What became of the payments of a replayed file; amounts in US cents. */
export type ReplayResult = {
  readonly outcomes: Readonly<Record<Outcome, number>>;
  readonly fraud: number;
  readonly caught: number;
  readonly falseAlarms: number;
  readonly savedCents: number;
  readonly missedCents: number;
  /** What the false alarms cost by the policy: reviews, and honest payers turned away. */
  readonly falseAlarmCents: number;
  readonly latency: LatencyClasses;
};

export const EMPTY_RESULT: ReplayResult = {
  outcomes: { approve: 0, review: 0, block: 0 },
  fraud: 0,
  caught: 0,
  falseAlarms: 0,
  savedCents: 0,
  missedCents: 0,
  falseAlarmCents: 0,
  latency: {},
};

/** The result with newly made decisions counted; `isFraud` says what the file says of a payment. */
export const resultWith = (
  result: ReplayResult,
  decisions: readonly Decision[],
  isFraud: (paymentId: string) => boolean,
): ReplayResult => {
  const sum = { ...result, outcomes: { ...result.outcomes }, latency: { ...result.latency } as Record<string, number> };
  for (const { id, outcome, payment, tookMicros } of decisions) {
    const cents = toCents(payment.amountMinor, payment.currency);
    const flagged = outcome !== 'approve';
    const name = latencyClass(tookMicros);
    sum.outcomes[outcome] += 1;
    sum.latency[name] = (sum.latency[name] ?? 0) + 1;
    if (isFraud(id)) {
      sum.fraud += 1;
      if (flagged) sum.caught += 1;
      sum[flagged ? 'savedCents' : 'missedCents'] += cents;
    } else if (flagged) {
      sum.falseAlarms += 1;
      sum.falseAlarmCents += outcomeCosts(0, cents, POLICY)[outcome];
    }
  }
  return sum;
};

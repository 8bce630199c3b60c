import type { Simulated } from '../../src/simulator/simulate.ts';

/** Average precision of one number as a score for fraud, high or low; ties count as one step. */
export const bestAveragePrecision = (
  payments: readonly Simulated[],
  feature: (payment: Simulated) => number,
): number => {
  const scored = payments.map((payment) => ({ score: feature(payment), fraud: payment.label }));
  return Math.max(
    averagePrecision(scored),
    averagePrecision(scored.map(({ score, fraud }) => ({ score: -score, fraud }))),
  );
};

type Scored = { readonly score: number; readonly fraud: boolean };

export const averagePrecision = (scored: readonly Scored[]): number => {
  const sorted = [...scored].sort((a, b) => b.score - a.score);
  const all = sorted.filter(({ fraud }) => fraud).length;
  let hits = 0;
  let hitsBefore = 0;
  let sum = 0;
  sorted.forEach(({ score, fraud }, at) => {
    if (fraud) hits += 1;
    if (sorted[at + 1]?.score === score) return;
    sum += ((hits - hitsBefore) / all) * (hits / (at + 1));
    hitsBefore = hits;
  });
  return sum;
};

import { type Simulated, simulate } from '../../src/simulator/simulate.ts';

const START_MS = Date.parse('2025-03-01T00:00:00Z');

/** The first payments of a simulated population, fraud among them. */
export const simulatedPayments = (count: number, { accounts = 400, seed = 7 } = {}): readonly Simulated[] => {
  const rows: Simulated[] = [];
  for (const row of simulate({ seed, accounts, startMs: START_MS, fraudShare: 0.02 })) {
    rows.push(row);
    if (rows.length === count) break;
  }
  return rows;
};

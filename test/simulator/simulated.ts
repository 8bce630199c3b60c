import { type HistoryOptions, history } from '../../src/simulator/history.ts';
import type { Simulated } from '../../src/simulator/simulate.ts';

export const someHistory = (change: Partial<HistoryOptions> = {}): readonly Simulated[] => [
  ...history({ seed: 7, accounts: 700, startMs: Date.parse('2025-01-01T00:00:00Z'), rows: 5000, ...change }),
];

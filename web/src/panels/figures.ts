import type { Outcome, Summary } from '../api-types.ts';
import { asDollars } from '../format/money.ts';
import { asCount, asLatency, asPercent, asRate } from '../format/numbers.ts';
import { asMoment } from '../format/times.ts';

/** A figure at the top of the page: its value, and the line that says what the value means. */
export type Figure = {
  readonly id: string;
  readonly name: string;
  readonly outcome?: Outcome;
  readonly value: (summary: Summary) => string;
  readonly note: (summary: Summary) => string;
  /** True when it asks for attention. */
  readonly warns?: (summary: Summary) => boolean;
};

// Used while the table below is made, so above it.
const shareOf =
  (outcome: Outcome): Figure['note'] =>
  ({ processed, outcomes }) =>
    processed === 0 ? 'none yet' : `${asPercent(outcomes[outcome] / processed)} of payments`;

export const FIGURES: readonly Figure[] = [
  {
    id: 'processed',
    name: 'Processed',
    value: ({ processed }) => asCount(processed),
    note: ({ since, now }) => (since === null ? 'no payment yet' : `since ${asMoment(since, now)}`),
  },
  { id: 'rate', name: 'Payments / s', value: ({ perSecond }) => asRate(perSecond), note: () => 'over the last 10 s' },
  {
    id: 'fraud',
    name: 'Fraud rate',
    value: (summary) => unlessEmpty(summary, asPercent(summary.expectedFraudRate)),
    note: () => 'expected, mean probability',
  },
  {
    id: 'held',
    name: 'Held',
    outcome: 'review',
    value: ({ outcomes }) => asCount(outcomes.review),
    note: shareOf('review'),
  },
  {
    id: 'blocked',
    name: 'Blocked',
    outcome: 'block',
    value: ({ outcomes }) => asCount(outcomes.block),
    note: shareOf('block'),
  },
  {
    id: 'saved',
    name: 'Money saved',
    value: ({ expectedSavedMinor }) => asDollars(expectedSavedMinor),
    note: ({ labels }) => `expected; ${asDollars(labels.savedMinor)} confirmed`,
  },
  {
    id: 'p99',
    name: 'Latency p99',
    value: (summary) => unlessEmpty(summary, asLatency(summary.latencyMs.p99)),
    note: (summary) => `p50 ${unlessEmpty(summary, asLatency(summary.latencyMs.p50))}, last 5 min`,
  },
  {
    id: 'quarantined',
    name: 'Quarantined',
    value: ({ quarantined }) => asCount(quarantined),
    note: () => 'set aside until redriven',
    warns: ({ quarantined }) => quarantined > 0,
  },
];

export const UNKNOWN = '–';

const unlessEmpty = ({ processed }: Summary, text: string): string => (processed === 0 ? UNKNOWN : text);

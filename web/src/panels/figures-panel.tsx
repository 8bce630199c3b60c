import type { ComponentChildren } from 'preact';
import type { Summary } from '../api-types.ts';
import { asDollars } from '../format/money.ts';
import { asCount, asLatency, asPercent, asRate } from '../format/numbers.ts';
import { asMoment } from '../format/times.ts';
import { OutcomeIcon } from '../parts/icons.tsx';

/** The figures one looks at first, each with the line that says what it means. */
export const FiguresPanel = ({ summary }: { readonly summary: Summary | undefined }) => (
  <section class="figures" id="figures" aria-label="Figures" tabIndex={-1}>
    {figuresOf(summary).map(({ id, name, value, note, tone }) => (
      <div key={id} class={`figure ${tone ?? ''}`}>
        <h2>{name}</h2>
        <p class="figure-value" data-figure={id}>
          {value ?? '–'}
        </p>
        <p class="figure-note">{summary === undefined ? ' ' : note}</p>
      </div>
    ))}
  </section>
);

type Figure = {
  readonly id: string;
  readonly name: ComponentChildren;
  readonly value: string | undefined;
  readonly note: ComponentChildren;
  readonly tone?: string;
};

const figuresOf = (summary: Summary | undefined): readonly Figure[] => [
  { id: 'processed', name: 'Processed', value: summary && asCount(summary.processed), note: sinceOf(summary) },
  { id: 'rate', name: 'Payments / s', value: summary && asRate(summary.perSecond), note: 'over the last 10 s' },
  {
    id: 'fraud',
    name: 'Fraud rate',
    value: summary && asPercent(summary.expectedFraudRate),
    note: 'expected, mean probability',
  },
  {
    id: 'held',
    name: named('review', 'Held'),
    value: summary && asCount(summary.outcomes.review),
    note: shareOf(summary, 'review'),
    tone: 'figure-review',
  },
  {
    id: 'blocked',
    name: named('block', 'Blocked'),
    value: summary && asCount(summary.outcomes.block),
    note: shareOf(summary, 'block'),
    tone: 'figure-block',
  },
  {
    id: 'saved',
    name: 'Money saved',
    value: summary && asDollars(summary.expectedSavedMinor),
    note: confirmedOf(summary),
  },
  {
    id: 'p99',
    name: 'Latency p99',
    value: summary && asLatency(summary.latencyMs.p99),
    note: summary && `p50 ${asLatency(summary.latencyMs.p50)}, last 5 min`,
  },
  {
    id: 'quarantined',
    name: 'Quarantined',
    value: summary && asCount(summary.quarantined),
    note: 'set aside, not decided',
    tone: summary !== undefined && summary.quarantined > 0 ? 'figure-review' : '',
  },
];

const named = (outcome: 'review' | 'block', name: string) => (
  <>
    <OutcomeIcon outcome={outcome} /> {name}
  </>
);

const sinceOf = (summary: Summary | undefined): string =>
  summary?.since ? `since ${asMoment(summary.since, summary.now)}` : 'none yet';

const shareOf = (summary: Summary | undefined, outcome: 'review' | 'block'): string =>
  summary === undefined || summary.processed === 0
    ? 'none yet'
    : `${asPercent(summary.outcomes[outcome] / summary.processed)} of payments`;

const confirmedOf = (summary: Summary | undefined): string =>
  summary === undefined ? '' : `expected; confirmed ${asDollars(summary.labels.savedMinor)}`;

import type { Summary } from '../api/schemas.ts';
import { latencyPercentileMs } from '../domain/boards/latency.ts';
import { EMPTY_MINUTE, MINUTE_MS, type Minute, type OutcomeCounts, SLOT_SECONDS } from '../domain/boards/minute.ts';
import { addTallies, EMPTY_TALLY, processedOf, type Tally } from '../domain/boards/tally.ts';

/** Longest span, minutes, that is told in slots of seconds rather than in minutes. */
const FINE_MINUTES = 30;
/** Latencies are told of so many minutes, whatever the span. */
export const LATENCY_MINUTES = 5;
const RATE_SECONDS = 10;

export type SummaryInput = {
  /** One a shard. */
  readonly tallies: readonly Tally[];
  /** Minutes by number since 1970, those of several shards one after another; at least the last of the span, and of LATENCY_MINUTES. */
  readonly minutes: readonly (readonly [minute: number, body: Minute])[];
  readonly span: number;
  readonly nowMs: number;
  readonly quarantined: number;
};

/** The summary that the dashboard shows, from the boards. */
export const summaryOf = ({ tallies, minutes, span, nowMs, quarantined }: SummaryInput): Summary => {
  const tally = tallies.reduce(addTallies, EMPTY_TALLY);
  const processed = processedOf(tally);
  const byMinute = Map.groupBy(minutes, ([minute]) => minute);
  const bodiesOf = (minute: number) => byMinute.get(minute)?.map(([, body]) => body) ?? [EMPTY_MINUTE];
  const current = Math.floor(nowMs / MINUTE_MS);
  const recent = Array.from({ length: LATENCY_MINUTES }, (_, back) => bodiesOf(current - back)).flat();
  const latency = recent.reduce(
    (sum, each) => addTallies(sum, { ...EMPTY_TALLY, latency: each.latency }),
    EMPTY_TALLY,
  ).latency;
  const series = Array.from({ length: span }, (_, at) => current - span + 1 + at).flatMap((minute) =>
    seriesOf(minute, bodiesOf(minute), span <= FINE_MINUTES),
  );
  return {
    now: new Date(nowMs).toISOString(),
    since: tally.firstAtMs === null ? null : new Date(tally.firstAtMs).toISOString(),
    processed,
    outcomes: tally.outcomes,
    expectedFraudRate: processed === 0 ? 0 : tally.probability / processed,
    flaggedRate: processed === 0 ? 0 : (tally.outcomes.review + tally.outcomes.block) / processed,
    amountMinor: tally.cents,
    expectedSavedMinor: tally.savedCents,
    labels: {
      fraud: tally.labels.fraud,
      caught: tally.labels.caught,
      falseAlarms: tally.labels.falseAlarms,
      savedMinor: tally.labels.savedCents,
      missedMinor: tally.labels.missedCents,
    },
    rungs: { sagemaker: 0, onnx: 0, rules: 0, static: 0, ...tally.rungs },
    latencyMs: {
      p50: latencyPercentileMs(latency, 50),
      p95: latencyPercentileMs(latency, 95),
      p99: latencyPercentileMs(latency, 99),
    },
    perSecond: perSecondOf(bodiesOf, nowMs),
    quarantined,
    series: series.filter(({ at }) => Date.parse(at) <= nowMs),
  };
};

const sumOf = (counts: readonly OutcomeCounts[]): OutcomeCounts =>
  counts.reduce(
    (sum, each) => ({
      approve: sum.approve + each.approve,
      review: sum.review + each.review,
      block: sum.block + each.block,
    }),
    {
      approve: 0,
      review: 0,
      block: 0,
    },
  );

const seriesOf = (minute: number, bodies: readonly Minute[], fine: boolean): Summary['series'] => {
  const at = (slot: number) => new Date(minute * MINUTE_MS + slot * SLOT_SECONDS * 1000).toISOString();
  if (!fine) return [{ at: at(0), seconds: 60, ...sumOf(bodies.flatMap(({ slots }) => slots)) }];
  return EMPTY_MINUTE.slots.map((_, slot) => ({
    at: at(slot),
    seconds: SLOT_SECONDS,
    ...sumOf(bodies.map(({ slots }) => slots[slot])),
  }));
};

/** Over the last whole slots that make ten seconds: the slot under way is still filling. */
const perSecondOf = (bodiesOf: (minute: number) => readonly Minute[], nowMs: number): number => {
  const slotMs = SLOT_SECONDS * 1000;
  const slotCount = RATE_SECONDS / SLOT_SECONDS;
  const slots = Array.from({ length: slotCount }, (_, back) => Math.floor(nowMs / slotMs) - 1 - back);
  const counts = slots.flatMap((slot) => {
    const atMs = slot * slotMs;
    return bodiesOf(Math.floor(atMs / MINUTE_MS)).map((body) => body.slots[Math.floor((atMs % MINUTE_MS) / slotMs)]);
  });
  const { approve, review, block } = sumOf(counts);
  return (approve + review + block) / RATE_SECONDS;
};

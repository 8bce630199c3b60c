import { grouped } from '../../cli/progress.ts';
import { latencyPercentileMs } from '../../domain/boards/latency.ts';
import type { ReplayCheckpoint } from './checkpoint.ts';
import type { ReplayResult } from './result.ts';

/** The last line of a replay with --json. Amounts in US cents; what needs labels is null when the file has none. */
export type ReplaySummary = {
  readonly file: string;
  readonly finished: boolean;
  readonly rows: number;
  readonly decided: number;
  /** Rows whose payment had been decided before this replay. */
  readonly repeated: number;
  readonly quarantined: number;
  readonly approved: number;
  readonly review: number;
  readonly blocked: number;
  readonly fraud: number | null;
  readonly caught: number | null;
  readonly missed: number | null;
  readonly falseAlarms: number | null;
  readonly savedMinor: number | null;
  readonly missedMinor: number | null;
  readonly falseAlarmCostMinor: number | null;
  readonly latencyMs: { readonly p50: number; readonly p95: number; readonly p99: number };
  readonly seconds: number;
  readonly rowsPerSecond: number;
};

export type SummaryInput = {
  readonly file: string;
  readonly checkpoint: ReplayCheckpoint;
  readonly result: ReplayResult;
  /** Of this run; a replay that went on has more rows than it put. */
  readonly seconds: number;
  readonly rowsThisRun: number;
};

export const replaySummary = ({ file, checkpoint, result, seconds, rowsThisRun }: SummaryInput): ReplaySummary => {
  const { approve, review, block } = result.outcomes;
  const decided = approve + review + block;
  const ifLabelled = (value: number): number | null => (checkpoint.labelled ? Math.round(value) : null);
  const percentile = (percent: number): number => Number(latencyPercentileMs(result.latency, percent).toPrecision(3));
  return {
    file,
    finished: checkpoint.finished,
    rows: checkpoint.rows,
    decided,
    repeated: Math.max(0, checkpoint.rows - checkpoint.quarantined - decided),
    quarantined: checkpoint.quarantined,
    approved: approve,
    review,
    blocked: block,
    fraud: ifLabelled(result.fraud),
    caught: ifLabelled(result.caught),
    missed: ifLabelled(result.fraud - result.caught),
    falseAlarms: ifLabelled(result.falseAlarms),
    savedMinor: ifLabelled(result.savedCents),
    missedMinor: ifLabelled(result.missedCents),
    falseAlarmCostMinor: ifLabelled(result.falseAlarmCents),
    latencyMs: { p50: percentile(50), p95: percentile(95), p99: percentile(99) },
    seconds: Number(seconds.toFixed(2)),
    rowsPerSecond: Math.round(rowsThisRun / Math.max(seconds, 0.001)),
  };
};

/** The summary for a person. */
export const summaryText = (summary: ReplaySummary): string => {
  const { latencyMs } = summary;
  const lines = [
    `rows         ${grouped(summary.rows)}, ${grouped(summary.quarantined)} quarantined, ${grouped(summary.repeated)} decided before`,
    `decided      ${grouped(summary.decided)}: ${grouped(summary.approved)} approved, ${grouped(summary.review)} held, ${grouped(summary.blocked)} blocked`,
    ...labelLines(summary),
    `latency      p50 ${latencyMs.p50} ms, p95 ${latencyMs.p95} ms, p99 ${latencyMs.p99} ms, from batch to decision`,
    `speed        ${grouped(summary.rowsPerSecond)} rows/s over ${summary.seconds} s`,
  ];
  return `${lines.join('\n')}\n`;
};

const labelLines = ({
  fraud,
  caught,
  missed,
  falseAlarms,
  savedMinor,
  missedMinor,
  falseAlarmCostMinor,
}: ReplaySummary): readonly string[] => {
  if (fraud === null) return ['labels       the file has none'];
  const share = (part: number | null) => (fraud === 0 ? 'none' : `${(((part ?? 0) / fraud) * 100).toFixed(1)} %`);
  return [
    `fraud        ${grouped(fraud)}: ${grouped(caught ?? 0)} caught (${share(caught)}), ${grouped(missed ?? 0)} missed`,
    `money        ${dollars(savedMinor)} of fraud stopped, ${dollars(missedMinor)} let through`,
    `false alarms ${grouped(falseAlarms ?? 0)}, costing ${dollars(falseAlarmCostMinor)} by the policy`,
  ];
};

const dollars = (cents: number | null): string =>
  ((cents ?? 0) / 100).toLocaleString('en', { style: 'currency', currency: 'USD' });

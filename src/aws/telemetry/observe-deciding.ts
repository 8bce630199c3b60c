import type { Decision, Outcome, Rung } from '../../domain/decision/decision.ts';
import type { AssessPorts, Quarantine } from '../../ports.ts';
import type { MetricName, Telemetry } from './telemetry.ts';

const OUTCOME_METRICS = {
  approve: 'approved',
  review: 'reviewed',
  block: 'blocked',
} as const satisfies Readonly<Record<Outcome, MetricName>>;

const RUNG_METRICS = {
  sagemaker: 'rungSagemaker',
  onnx: 'rungOnnx',
  rules: 'rungRules',
  static: 'rungStatic',
} as const satisfies Readonly<Record<Rung, MetricName>>;

type RecordDecisions = AssessPorts['recordDecisions'];

/** Counts the decisions that this process made: by outcome, by rung, those of a lower rung than the first, and how long a batch took. */
export const observeDecisions =
  (recordDecisions: RecordDecisions, telemetry: Telemetry, firstRung: Rung): RecordDecisions =>
  async (decisions) => {
    const standing = await recordDecisions(decisions);
    const made = standing.filter((decision, index) => decision === decisions[index]);
    for (const [metric, value] of countsOf(made, firstRung)) telemetry.count(metric, value);
    return standing;
  };

export const observeQuarantine =
  (quarantine: Quarantine, telemetry: Telemetry): Quarantine =>
  async (records) => {
    await quarantine(records);
    telemetry.count('quarantined', records.length);
  };

const countsOf = (made: readonly Decision[], firstRung: Rung): readonly (readonly [MetricName, number])[] => {
  if (made.length === 0) return [];
  const counts = new Map<MetricName, number>();
  const add = (metric: MetricName) => counts.set(metric, (counts.get(metric) ?? 0) + 1);
  for (const { outcome, rung } of made) {
    add(OUTCOME_METRICS[outcome]);
    add(RUNG_METRICS[rung]);
  }
  const degraded = made.filter(({ rung }) => rung !== firstRung).length;
  return [...counts, ['degraded', degraded], ['scoringMs', made[0].tookMicros / 1000]];
};

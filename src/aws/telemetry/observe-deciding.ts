import { RULES_FAILED } from '../../assess/decider.ts';
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

/**
 * Counts the decisions that this process made: by outcome, by rung, those made without the best of the ladder and for how long there have been
 * such by now, those that the rules failed, and how long a batch took.
 */
export const observeDecisions = (recordDecisions: RecordDecisions, telemetry: Telemetry): RecordDecisions => {
  const degradedSeconds = createDegradedClock();
  return async (decisions) => {
    const standing = await recordDecisions(decisions);
    const made = standing.filter((decision, index) => decision === decisions[index]);
    if (made.length === 0) return standing;
    for (const [metric, value] of countsOf(made)) telemetry.count(metric, value);
    telemetry.count('degradedSeconds', degradedSeconds(made));
    return standing;
  };
};

/** How long this process has made decisions without the best of the ladder, as of the last of some more; 0 when that one was made with it. */
const createDegradedClock = () => {
  let sinceMs: number | undefined;
  return (made: readonly Decision[]): number => {
    for (const { rungReason, decidedAtMs } of made)
      sinceMs = rungReason === undefined ? undefined : (sinceMs ?? decidedAtMs);
    return sinceMs === undefined ? 0 : (made[made.length - 1].decidedAtMs - sinceMs) / 1000;
  };
};

export const observeQuarantine =
  (quarantine: Quarantine, telemetry: Telemetry): Quarantine =>
  async (records) => {
    await quarantine(records);
    telemetry.count('quarantined', records.length);
  };

const countsOf = (made: readonly Decision[]): readonly (readonly [MetricName, number])[] => {
  const counts = new Map<MetricName, number>();
  const add = (metric: MetricName) => counts.set(metric, (counts.get(metric) ?? 0) + 1);
  for (const { outcome, rung, rungReason } of made) {
    add(OUTCOME_METRICS[outcome]);
    add(RUNG_METRICS[rung]);
    if (rungReason?.includes(RULES_FAILED)) add('rulesFailed');
  }
  const degraded = made.filter(({ rungReason }) => rungReason !== undefined).length;
  return [
    ...counts,
    ['degraded', degraded],
    ['degradedShare', degraded / made.length],
    ['scoringMs', made[0].tookMicros / 1000],
  ];
};

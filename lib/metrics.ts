import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';

/** Counts that the functions write through Powertools. */
export const COUNTS = {
  approved: 'approved',
  reviewed: 'reviewed',
  blocked: 'blocked',
  /** Payments decided without the best of the ladder, their share of a batch, and for how long there have been such, seconds. */
  degraded: 'degraded',
  degradedShare: 'degradedShare',
  degradedSeconds: 'degradedSeconds',
  /** Payments of which not all rules could be asked. */
  rulesFailed: 'rulesFailed',
  rungSagemaker: 'rungSagemaker',
  rungOnnx: 'rungOnnx',
  rungRules: 'rungRules',
  rungStatic: 'rungStatic',
  /** Records put in quarantine, and how many are in it. */
  quarantined: 'quarantined',
  quarantineDepth: 'quarantineDepth',
  alertsSent: 'alertsSent',
  alertsUnconfirmed: 'alertsUnconfirmed',
  failures: 'failures',
  /** Rows that the challenger left out of its budget or failed on. */
  shadowMissed: 'shadowMissed',
  replayDiffering: 'replayDiffering',
  /** Highest population stability index among scores and features. */
  mostShifted: 'mostShifted',
  /** Factor between expected and found frauds, 1 or more. */
  calibrationOff: 'calibrationOff',
} as const;
export type Count = (typeof COUNTS)[keyof typeof COUNTS];

/** A count of one function of a stack, summed over five minutes. Each stack has a namespace of its own: stages may share an account. */
export const serviceMetric = (namespace: string, service: string, metricName: Count): Metric =>
  new Metric({
    namespace,
    metricName,
    dimensionsMap: { service },
    statistic: Stats.SUM,
    period: Duration.minutes(5),
  });

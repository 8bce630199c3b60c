import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';

export const METRICS_NAMESPACE = 'Sluice';

/** Counts that the functions write through Powertools. */
export const COUNTS = {
  approved: 'approved',
  reviewed: 'reviewed',
  blocked: 'blocked',
  /** Payments scored by a lower rung than the first one configured. */
  degraded: 'degraded',
  quarantined: 'quarantined',
  alertsSent: 'alertsSent',
  alertsUnconfirmed: 'alertsUnconfirmed',
  failures: 'failures',
} as const;
export type Count = (typeof COUNTS)[keyof typeof COUNTS];

/** A count of one function, summed over five minutes. */
export const serviceMetric = (service: string, metricName: Count): Metric =>
  new Metric({
    namespace: METRICS_NAMESPACE,
    metricName,
    dimensionsMap: { service },
    statistic: Stats.SUM,
    period: Duration.minutes(5),
  });

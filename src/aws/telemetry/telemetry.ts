import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Environment, TELEMETRY_VARIABLES } from '../environment.ts';
import { safeFailure } from './safe-failure.ts';

/** Numbers and fixed words: what a log line may hold beside its message. */
export type Facts = Readonly<Record<string, number | boolean>>;

export const METRICS = {
  approved: MetricUnit.Count,
  reviewed: MetricUnit.Count,
  blocked: MetricUnit.Count,
  rungSagemaker: MetricUnit.Count,
  rungOnnx: MetricUnit.Count,
  rungRules: MetricUnit.Count,
  rungStatic: MetricUnit.Count,
  degraded: MetricUnit.Count,
  /** Of a batch, 0 to 1. */
  degradedShare: MetricUnit.NoUnit,
  degradedSeconds: MetricUnit.Seconds,
  rulesFailed: MetricUnit.Count,
  scoringMs: MetricUnit.Milliseconds,
  quarantined: MetricUnit.Count,
  quarantineDepth: MetricUnit.Count,
  shadowMissed: MetricUnit.Count,
  alertsSent: MetricUnit.Count,
  alertsUnconfirmed: MetricUnit.Count,
  failures: MetricUnit.Count,
  replayChecked: MetricUnit.Count,
  replayDiffering: MetricUnit.Count,
  mostShifted: MetricUnit.NoUnit,
  calibrationOff: MetricUnit.NoUnit,
} as const;
export type MetricName = keyof typeof METRICS;

/** What a function tells its operators: structured log lines, and metrics in CloudWatch's embedded format, both on standard output. */
export type Telemetry = {
  readonly info: (message: string, facts: Facts) => void;
  /** Names the failure, counts it, and says nothing that may be of a payment. */
  readonly failed: (message: string, failure: unknown, facts?: Facts) => void;
  readonly count: (metric: MetricName, value: number) => void;
  /** Writes the metrics since the last time, if there are any. */
  readonly flush: () => void;
};

export const createTelemetry = (environment: Pick<Environment, (typeof TELEMETRY_VARIABLES)[number]>): Telemetry => {
  const serviceName = environment.POWERTOOLS_SERVICE_NAME;
  const logger = new Logger({ serviceName });
  const metrics = new Metrics({ namespace: environment.POWERTOOLS_METRICS_NAMESPACE, serviceName });
  const count = (metric: MetricName, value: number): void => {
    metrics.addMetric(metric, METRICS[metric], value);
  };
  return {
    count,
    info: (message, facts) => logger.info(message, { ...facts }),
    failed: (message, failure, facts) => {
      count('failures', 1);
      logger.error(message, { ...safeFailure(failure), ...facts });
    },
    flush: () => {
      if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
    },
  };
};

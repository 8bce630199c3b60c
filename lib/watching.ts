import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import type { MonitoringConfig } from './config.ts';
import { COUNTS } from './metrics.ts';
import { ServiceFunction } from './service-function.ts';
import type { Storage } from './storage.ts';

export type WatchingProps = {
  readonly key: IKey;
  readonly alarms: Alarms;
  readonly storage: Storage;
  readonly monitoring: MonitoringConfig;
};

const EVERY = Duration.hours(1);
/** Population stability index from which a shift is certain; src/domain/drift/stability.ts tells where it is from. */
const SHIFTED = 0.25;
/** Factor by which expected and found frauds may differ. */
const CALIBRATION_FACTOR = 2;

/** Looks at the models every hour: makes decisions again from what was stored, and tells whether what the model sees and foretells has moved. */
export class Watching extends Construct {
  readonly watch: ServiceFunction;

  constructor(scope: Construct, id: string, { key, alarms, storage, monitoring }: WatchingProps) {
    super(scope, id);
    this.watch = new ServiceFunction(this, 'Watch', {
      key,
      name: 'watch',
      withModel: true,
      timeoutSeconds: 60,
      logRetentionDays: monitoring.logRetentionDays,
      environment: storage.environment,
    });
    storage.grantRead(this.watch);
    storage.grantConsole(this.watch);
    new Rule(this, 'Hourly', { schedule: Schedule.rate(EVERY), targets: [new LambdaFunction(this.watch)] });
    this.#alarm(alarms);
  }

  #alarm(alarms: Alarms): void {
    const highest = { statistic: 'Maximum', period: EVERY };
    alarms.raise(this, 'DecisionsDiffer', {
      says: 'A decision made again from what was stored of it came out otherwise.',
      runbook: 'A decision cannot be replayed',
      metric: this.watch.ownMetric(COUNTS.replayDiffering),
      threshold: 1,
    });
    alarms.raise(this, 'Drifted', {
      says: 'Payments or their scores no longer lie as they did when the model was trained.',
      runbook: 'The model has drifted',
      metric: this.watch.ownMetric(COUNTS.mostShifted).with(highest),
      threshold: SHIFTED,
      periods: 3,
    });
    alarms.raise(this, 'CalibrationOff', {
      says: 'The model expects twice or half as many frauds as labels tell.',
      runbook: 'The model has drifted',
      metric: this.watch.ownMetric(COUNTS.calibrationOff).with(highest),
      threshold: CALIBRATION_FACTOR,
    });
    alarms.raise(this, 'Failing', {
      says: 'Nobody looks at the models: the function that does fails.',
      runbook: 'The models are not watched',
      metric: this.watch.metricErrors({ period: EVERY }),
      threshold: 1,
      periods: 3,
    });
  }
}

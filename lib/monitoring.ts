import { Duration } from 'aws-cdk-lib';
import { AlarmStatusWidget, Dashboard, GraphWidget, type IMetric, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { type Alarms, FIVE_MINUTES } from './alarms.ts';
import type { Api } from './api.ts';
import type { MonitoringConfig } from './config.ts';
import type { FanOut } from './fan-out.ts';
import type { Ingestion } from './ingestion.ts';
import { COUNTS, type Count } from './metrics.ts';
import type { Scoring } from './scoring.ts';
import type { Watching } from './watching.ts';

export type MonitoringProps = MonitoringConfig & {
  readonly alarms: Alarms;
  readonly ingestion: Ingestion;
  readonly scoring: Scoring;
  readonly fanOut: FanOut;
  readonly watching: Watching;
  readonly api: Api;
  /** Whether alarms may be raised on formulas over metrics. */
  readonly formulas: boolean;
};

/** One page for operators: what came in, what came of it, how long it took, what was given up; above it every alarm. */
export class Monitoring extends Construct {
  constructor(scope: Construct, id: string, props: MonitoringProps) {
    super(scope, id);
    if (props.formulas) this.#watchBlockRate(props);
    const dashboard = new Dashboard(this, 'Dashboard');
    dashboard.addWidgets(new AlarmStatusWidget({ title: 'Alarms', width: 24, height: 4, alarms: props.alarms.all }));
    dashboard.addWidgets(...trafficWidgets(props));
    dashboard.addWidgets(...healthWidgets(props));
    dashboard.addWidgets(...modelWidgets(props));
  }

  #watchBlockRate({ alarms, scoring, blockRateBand: { least, most } }: MonitoringProps): void {
    const metric = blockRate(scoring);
    const common = { metric, runbook: 'The block rate is out of its band', periods: 3 };
    alarms.raise(this, 'BlockRateHigh', { ...common, says: 'More payments are blocked than usual.', threshold: most });
    if (least > 0)
      alarms.raise(this, 'BlockRateLow', {
        ...common,
        says: 'Fewer payments are blocked than usual.',
        threshold: least,
        below: true,
      });
  }
}

/** Of the payments of both ways in; no value while there are too few to tell. */
const blockRate = (scoring: Scoring): MathExpression =>
  new MathExpression({
    expression: 'IF(decided >= 100, blocked / decided)',
    label: 'block rate',
    usingMetrics: {
      blocked: summed(scoring, [COUNTS.blocked]),
      decided: summed(scoring, [COUNTS.approved, COUNTS.reviewed, COUNTS.blocked]),
    },
    period: FIVE_MINUTES,
  });

const summed = (scoring: Scoring, counts: readonly Count[]): MathExpression => {
  const parts = counts.flatMap((count) =>
    [scoring.decide, scoring.score].map((each): [string, IMetric] => [
      `${count}_${each.service}`,
      each.ownMetric(count),
    ]),
  );
  return new MathExpression({
    expression: parts.map(([name]) => `FILL(${name}, 0)`).join(' + '),
    label: counts.join(' + '),
    usingMetrics: Object.fromEntries(parts),
    period: FIVE_MINUTES,
  });
};

const graph = (title: string, left: readonly IMetric[]): GraphWidget =>
  new GraphWidget({ title, width: 8, height: 6, left: [...left] });

const trafficWidgets = ({ ingestion: { payments }, scoring, fanOut }: MonitoringProps): readonly GraphWidget[] => [
  graph('Payments put on the stream', [payments.metricIncomingRecords()]),
  graph(
    'Decided on the stream',
    [COUNTS.approved, COUNTS.reviewed, COUNTS.blocked].map((each) => scoring.decide.ownMetric(each)),
  ),
  graph('Block rate', [blockRate(scoring)]),
  graph(
    'Decided by rung',
    [COUNTS.rungSagemaker, COUNTS.rungOnnx, COUNTS.rungRules, COUNTS.rungStatic].map((each) =>
      scoring.decide.ownMetric(each),
    ),
  ),
  graph(
    'Degraded for so many seconds',
    [scoring.decide, scoring.score].map((each) =>
      each.ownMetric(COUNTS.degradedSeconds).with({ statistic: 'Maximum', label: each.service }),
    ),
  ),
  graph(
    'Share decided without the best of the ladder',
    [scoring.decide, scoring.score].map((each) =>
      each.ownMetric(COUNTS.degradedShare).with({ statistic: 'Average', label: each.service }),
    ),
  ),
  graph('In quarantine', [
    scoring.decide.ownMetric(COUNTS.quarantineDepth).with({ statistic: 'Maximum' }),
    scoring.decide.ownMetric(COUNTS.quarantined),
  ]),
  graph('Alerts', [fanOut.alert.ownMetric(COUNTS.alertsSent), fanOut.alert.ownMetric(COUNTS.alertsUnconfirmed)]),
];

const healthWidgets = ({ ingestion: { payments }, scoring, fanOut, api }: MonitoringProps): readonly GraphWidget[] => {
  const functions = [scoring.decide, scoring.rescue, fanOut.alert, fanOut.tally, ...Object.values(api.functions)];
  return [
    graph('Age of the oldest payment not yet decided', [
      payments.metricGetRecordsIteratorAgeMilliseconds({ statistic: 'Maximum' }),
    ]),
    graph('Scoring, p50 and p99', [
      scoring.score.metricDuration({ statistic: 'p50' }),
      scoring.score.metricDuration({ statistic: 'p99' }),
    ]),
    graph(
      'Errors',
      functions.map((each) => each.metricErrors({ label: each.service })),
    ),
    graph(
      'Throttles',
      functions.map((each) => each.metricThrottles({ label: each.service })),
    ),
  ];
};

const modelWidgets = ({ watching: { watch }, scoring: { decide } }: MonitoringProps): readonly GraphWidget[] => {
  const hourly = { statistic: 'Maximum', period: Duration.hours(1) };
  return [
    graph('Drift: highest population stability index', [watch.ownMetric(COUNTS.mostShifted).with(hourly)]),
    graph('Expected against found frauds, factor', [watch.ownMetric(COUNTS.calibrationOff).with(hourly)]),
    graph('Decisions that cannot be replayed', [watch.ownMetric(COUNTS.replayDiffering).with(hourly)]),
    graph('Payments that the challenger missed', [decide.ownMetric(COUNTS.shadowMissed)]),
  ];
};

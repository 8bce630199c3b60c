import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { anchorOf } from '../../lib/alarms.ts';
import { emittedMetrics } from '../aws/telemetry/emitted-metrics.ts';
import { aStack, type Resource, resourcesOf } from './a-stack.ts';

type MetricRef = {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: unknown }[];
};

const stack = aStack({ stage: 'prod', model: 'realtime', modelArtefact: 'package.json' });
const alarms = Object.entries(resourcesOf(stack, 'AWS::CloudWatch::Alarm'));

/** The metric of an alarm, or those that its formula is made of. */
const metricsOf = ({ Properties }: Resource): readonly MetricRef[] =>
  'MetricName' in Properties
    ? [Properties as unknown as MetricRef]
    : (Properties['Metrics'] as readonly { MetricStat?: { Metric: MetricRef } }[]).flatMap(({ MetricStat }) =>
        MetricStat === undefined ? [] : [MetricStat.Metric],
      );

const alarmOf = (id: RegExp) => {
  const found = alarms.filter(([name]) => id.test(name));
  expect(found.map(([name]) => name)).toHaveLength(1);
  const [[, alarm]] = found;
  return { ...alarm.Properties, metrics: metricsOf(alarm).map(({ MetricName }) => MetricName) };
};

/** Metrics that AWS writes, by what their dimension names; as in the documentation of each service. */
const OF_AWS: Readonly<Record<string, readonly [type: string, metrics: readonly string[]]>> = {
  'AWS/Lambda FunctionName': ['AWS::Lambda::Function', ['Errors', 'Throttles', 'Duration', 'IteratorAge']],
  'AWS/Kinesis StreamName': [
    'AWS::Kinesis::Stream',
    ['GetRecords.IteratorAgeMilliseconds', 'WriteProvisionedThroughputExceeded'],
  ],
  'AWS/DynamoDB TableName': ['AWS::DynamoDB::Table', ['WriteThrottleEvents']],
  'AWS/SQS QueueName': [
    'AWS::SQS::Queue',
    ['ApproximateNumberOfMessagesVisible', 'ApproximateNumberOfMessagesNotVisible'],
  ],
  'AWS/Firehose DeliveryStreamName': ['AWS::KinesisFirehose::DeliveryStream', ['DeliveryToS3.DataFreshness']],
  'AWS/ApiGateway ApiId': ['AWS::ApiGatewayV2::Api', ['5xx']],
  'AWS/SageMaker EndpointName,VariantName': ['AWS::SageMaker::Endpoint', ['Invocation5XXErrors']],
};

const logicalIdIn = (value: unknown): string => {
  const { Ref, 'Fn::GetAtt': attribute } = Object(value);
  return String(Ref ?? attribute?.[0]);
};

describe('the alarms', () => {
  test.each([
    ['iterator age', /^ScoringLate/, { metrics: ['GetRecords.IteratorAgeMilliseconds'], Statistic: 'Maximum' }],
    ['quarantine depth', /^ScoringQuarantined/, { metrics: ['quarantineDepth'], Statistic: 'Maximum', Threshold: 1 }],
    ['error rate', /^ScoringFailing/, { metrics: ['Errors'], Statistic: 'Average', Threshold: 0.05 }],
    ['throttles', /^ScoringDecideThrottled/, { metrics: ['Throttles'], Statistic: 'Sum' }],
    ['p99 of scoring', /^ScoringSlow/, { metrics: ['Duration'], ExtendedStatistic: 'p99' }],
    ['degraded ladder', /^ScoringDegraded/, { metrics: ['degradedShare'], Statistic: 'Average', EvaluationPeriods: 3 }],
    ['degraded ladder of the API', /^ScoringApiDegraded/, { metrics: ['degradedShare'], EvaluationPeriods: 3 }],
    ['block rate above its band', /^MonitoringBlockRateHigh/, { Threshold: 0.05 }],
    ['block rate below its band', /^MonitoringBlockRateLow/, { ComparisonOperator: 'LessThanThreshold' }],
    [
      'a batch that cannot be rescued',
      /^ScoringFailuresQueueHeld/,
      { metrics: ['ApproximateNumberOfMessagesNotVisible'], EvaluationPeriods: 3 },
    ],
    ['alerts that fail one by one', /^FanOutAlertsRefused/, { metrics: ['failures'], Statistic: 'Sum', Threshold: 1 }],
    ['alert volume', /^FanOutManyAlerts/, { metrics: ['alertsSent'], Statistic: 'Sum', Threshold: 200 }],
  ])('are raised on %s', (_name, id, facts) => {
    expect(alarmOf(id)).toMatchObject(facts);
  });

  test('of what does not mend itself last while there is no traffic', () => {
    const lasting = alarms.filter(([, { Properties }]) => Properties['TreatMissingData'] === 'ignore');
    expect(lasting.map(([id]) => id.replace(/[0-9A-F]{8}$/, '')).toSorted()).toEqual([
      'ScoringApiDegraded',
      'ScoringDegraded',
      'ScoringQuarantined',
    ]);
  });

  test('tell operators when they begin and when they end', () => {
    for (const [, { Properties }] of alarms) {
      expect(Properties['AlarmActions']).toHaveLength(1);
      expect(Properties['OKActions']).toEqual(Properties['AlarmActions']);
    }
  });

  test('may publish to the topic that they tell: its policy leaves nothing of what a topic allows by itself', () => {
    const told = new Set(alarms.map(([, { Properties }]) => logicalIdIn([Properties['AlarmActions']].flat()[0])));
    expect(told.size).toBe(1);
    const policies = Object.values(resourcesOf(stack, 'AWS::SNS::TopicPolicy')).filter(({ Properties }) =>
      [Properties['Topics']].flat().some((topic) => told.has(logicalIdIn(topic))),
    );
    expect(policies.map(({ Properties }) => Object(Properties['PolicyDocument'])['Statement'])).toEqual([
      expect.arrayContaining([
        expect.objectContaining({
          Effect: 'Allow',
          Action: 'sns:Publish',
          Principal: { Service: 'cloudwatch.amazonaws.com' },
        }),
      ]),
    ]);
  });

  test('each link a heading of the runbook, and each heading has an alarm', () => {
    const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
    const headings = [...runbook.matchAll(/^## (.+)$/gm)].map(([, heading]) => anchorOf(heading));
    const linked = alarms.map(
      ([, { Properties }]) => /docs\/runbook\.md#(\S+)$/.exec(String(Properties['AlarmDescription']))?.[1],
    );
    expect(linked.filter((anchor) => anchor === undefined || !headings.includes(anchor))).toEqual([]);
    expect(headings.filter((heading) => !linked.includes(heading))).toEqual([]);
  });
});

describe('the metrics that alarms and the dashboard read', () => {
  const read = alarms.flatMap(([id, alarm]) => metricsOf(alarm).map((metric) => ({ id, metric })));
  let emitted: ReadonlySet<string>;
  beforeAll(async () => {
    emitted = await emittedMetrics();
  });

  test('are, where they are our own, written by a function of the stack under that name and service', () => {
    const services = Object.values(resourcesOf(stack, 'AWS::Lambda::Function')).map(
      ({ Properties }) => Object(Properties['Environment'])['Variables']?.POWERTOOLS_SERVICE_NAME,
    );
    const own = read.filter(({ metric }) => !metric.Namespace.startsWith('AWS/'));
    expect(own.length).toBeGreaterThan(5);
    for (const { id, metric } of own) {
      const [dimension, ...others] = metric.Dimensions ?? [];
      expect([id, others, services.includes(dimension?.Value)]).toEqual([id, [], true]);
      expect([id, [...emitted]]).toEqual([
        id,
        expect.arrayContaining([`${metric.Namespace} ${dimension?.Name}=${dimension?.Value} ${metric.MetricName}`]),
      ]);
    }
  });

  test('are under the name of their stack, to which its functions write: stages may share an account', () => {
    const functions = Object.values(resourcesOf(stack, 'AWS::Lambda::Function')).flatMap(({ Properties }) => {
      const { POWERTOOLS_METRICS_NAMESPACE: namespace } = Object(Object(Properties['Environment'])['Variables']);
      return namespace === undefined ? [] : [namespace];
    });
    const own = read.map(({ metric }) => metric.Namespace).filter((namespace) => !namespace.startsWith('AWS/'));
    expect([...new Set([...functions, ...own])]).toEqual(['Sluice-prod']);
  });

  test('are, where AWS writes them, of a resource of the stack and of a name that its service has', () => {
    const types = new Map(
      [...new Set(Object.values(OF_AWS).map(([type]) => type))].flatMap((type) =>
        Object.keys(resourcesOf(stack, type)).map((id) => [id, type]),
      ),
    );
    const ofAws = read.filter(({ metric }) => metric.Namespace.startsWith('AWS/'));
    expect(ofAws.length).toBeGreaterThan(8);
    for (const { id, metric } of ofAws) {
      const dimensions = metric.Dimensions ?? [];
      const [type, names] = OF_AWS[`${metric.Namespace} ${dimensions.map(({ Name }) => Name).join()}`] ?? ['none', []];
      expect([id, names]).toEqual([id, expect.arrayContaining([metric.MetricName])]);
      expect([id, types.get(logicalIdIn(dimensions[0]?.Value))]).toEqual([id, type]);
    }
  });

  test('of the dashboard are written too', () => {
    const [dashboard] = Object.values(resourcesOf(stack, 'AWS::CloudWatch::Dashboard'));
    const body = JSON.stringify(dashboard.Properties['DashboardBody']);
    const shown = [...body.matchAll(/\[\\"Sluice-prod\\",\\"(\w+)\\",\\"service\\",\\"(\w+)\\"/g)];
    expect(shown.length).toBeGreaterThan(10);
    for (const [, name, service] of shown) expect([...emitted]).toContain(`Sluice-prod service=${service} ${name}`);
    expect(shown.map(([, name]) => name)).toEqual(expect.arrayContaining(['degradedSeconds', 'quarantineDepth']));
  });
});

import { describe, expect, test } from '@jest/globals';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { aStack, resourcesOf } from './a-stack.ts';

const stack = aStack();
const template = Template.fromStack(stack);

describe('watching the models', () => {
  test('happens every hour', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'rate(1 hour)',
      Targets: [{ Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^WatchingWatch'), 'Arn'] } }],
    });
  });

  test.each([
    ['a decision that cannot be replayed', 'replayDiffering', { Threshold: 1, Statistic: 'Sum' }],
    [
      'a shift for three hours',
      'mostShifted',
      { Threshold: 0.25, Statistic: 'Maximum', Period: 3_600, EvaluationPeriods: 3 },
    ],
    ['calibration a factor of two off', 'calibrationOff', { Threshold: 2, Statistic: 'Maximum', Period: 3_600 }],
  ])('raises an alarm on %s', (_name, MetricName, facts) => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      Dimensions: [{ Name: 'service', Value: 'watch' }],
      ...facts,
    });
  });

  test('writes to the console table alone', () => {
    const statements = Object.entries(resourcesOf(stack, 'AWS::IAM::Policy'))
      .filter(([id]) => id.startsWith('WatchingWatch'))
      .flatMap(([, { Properties }]) => Object(Properties['PolicyDocument']).Statement);
    const writing = statements.filter(({ Action }) =>
      [Action]
        .flat()
        .some((action: string) => /Put|Update|Delete|Insert/.test(action) && action.startsWith('dynamodb:')),
    );
    expect(writing.length).toBeGreaterThan(0);
    for (const { Resource } of writing) expect(JSON.stringify(Resource)).toContain('StorageConsole');
    for (const { Resource } of writing) expect(JSON.stringify(Resource)).not.toContain('StorageDecisions');
  });
});

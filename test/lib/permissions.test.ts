import { describe, expect, test } from '@jest/globals';
import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { aStack, resourcesOf } from './a-stack.ts';

/** Actions that AWS gives no resource to. */
const WITHOUT_RESOURCE = [
  'xray:PutTraceSegments',
  'xray:PutTelemetryRecords',
  'glue:GetSchemaVersion',
  'ecr:GetAuthorizationToken',
  'cloudwatch:PutMetricData',
  'dynamodb:ListStreams',
];

type Statement = { readonly Action: string | readonly string[]; readonly Resource: unknown };

const PROD = { stage: 'prod', model: 'realtime', modelArtefact: 'package.json', alertPhones: '+4915112345678' };

const statementsOf = (context: Parameters<typeof aStack>[0]): readonly (Statement & { readonly policy: string })[] =>
  Object.entries(resourcesOf(aStack(context), 'AWS::IAM::Policy')).flatMap(([policy, { Properties }]) =>
    (Properties['PolicyDocument'] as { Statement: Statement[] }).Statement.map((each) => ({ ...each, policy })),
  );

describe('the permissions of the stack', () => {
  test.each([{}, PROD])('cover all resources only where AWS has none to name: %j', (context) => {
    const open = statementsOf(context).filter(({ Resource }) => [Resource].flat().includes('*'));
    expect(open.flatMap(({ Action }) => Action).filter((action) => !WITHOUT_RESOURCE.includes(action))).toEqual([]);
    expect(open.length).toBeGreaterThan(0);
  });

  test('allow no scan, and nothing that changes a table', () => {
    const actions = statementsOf({})
      .flatMap(({ Action }) => Action)
      .filter((action) => action.startsWith('dynamodb:'));
    expect(actions).toContain('dynamodb:PartiQLInsert');
    expect(actions.filter((action) => /Scan|Table$|\*/.test(action))).toEqual([]);
  });

  test('let reading write nothing', () => {
    const reading = statementsOf({}).filter(({ policy }) => policy.startsWith('ApiRead'));
    expect(
      reading.flatMap(({ Action }) => Action).filter((action) => /Put|Update|Delete|Insert|Write/.test(action)),
    ).toEqual(expect.not.arrayContaining([expect.stringMatching(/^dynamodb:/)]));
  });

  test.each([{}, PROD, { ...PROD, model: 'serverless' }, { stage: 'local' }])(
    'pass the AwsSolutions rules: %j',
    (context) => {
      const stack = aStack(context);
      const report = new AwsSolutionsChecks(stack).validateScope(stack);
      expect(report.violations.map(({ ruleName }) => ruleName)).toEqual([]);
    },
  );

  test('are accepted with reasons in words', () => {
    const reasons = aStack()
      .node.findAll()
      .flatMap(({ node }) =>
        node.metadata
          .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
          .flatMap(({ data }) => Object.values(data as Record<string, string>)),
      );
    expect(reasons.length).toBeGreaterThan(10);
    for (const reason of reasons) expect(String(reason).split(' ').length).toBeGreaterThan(5);
  });
});

import { describe, expect, test } from '@jest/globals';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { parseContext } from '../../lib/context.ts';
import { aStack, resourcesOf } from './a-stack.ts';

const WITH_PIPELINE = { pipelineCode: 'examples' };
const ON_ENDPOINT = { ...WITH_PIPELINE, model: 'realtime', modelArtefact: 'package.json' };

/** AWS deletes no group with models in it, so it outlives its stack, and another stack has one of another name. */
const GROUP_NAME = {
  'Fn::Join': ['', ['sluice-dev-models-', Match.objectLike({ 'Fn::Select': [0, Match.anyValue()] })]],
};

/** The text of a pipeline's definition, what CloudFormation fills in left out. */
const bodyOf = (properties: Readonly<Record<string, unknown>>): string => {
  const body = Object(properties['PipelineDefinition']).PipelineDefinitionBody;
  return typeof body === 'string'
    ? body
    : Object(body)
        ['Fn::Join'][1].map((part: unknown) => (typeof part === 'string' ? part : 'TOKEN'))
        .join('');
};

const definitionsOf = (context: Parameters<typeof aStack>[0]) =>
  Object.values(resourcesOf(aStack(context), 'AWS::SageMaker::Pipeline')).map(({ Properties }) =>
    JSON.parse(bodyOf(Properties)),
  );

const namesIn = (value: unknown): readonly string[] =>
  [...(JSON.stringify(value) ?? '').matchAll(/"Get":"Steps\.(\w+)\./g)].map(([, name]) => name);

/** What the jobs, or others, may do, and to what. */
const statementsOf = (context: Parameters<typeof aStack>[0], of = 'PipelineRole') =>
  Object.entries(resourcesOf(aStack(context), 'AWS::IAM::Policy'))
    .filter(([id]) => id.startsWith(of))
    .flatMap(([, { Properties }]) => Object(Properties['PolicyDocument']).Statement)
    .map(({ Action, Resource }) => ({ actions: [Action].flat(), resources: [Resource].flat() }));

describe('the training pipeline', () => {
  test('is there only when it is asked for', () => {
    expect(definitionsOf({})).toEqual([]);
    expect(definitionsOf(WITH_PIPELINE)).toHaveLength(1);
  });

  test('makes features, trains, evaluates, and registers only what is good enough', () => {
    const [{ Version, Steps }] = definitionsOf(WITH_PIPELINE);
    expect(Version).toBe('2020-12-01');
    expect(Steps.map(({ Name, Type }: { Name: string; Type: string }) => [Name, Type])).toEqual([
      ['Features', 'Processing'],
      ['Train', 'Training'],
      ['Evaluate', 'Processing'],
      ['GoodEnough', 'Condition'],
    ]);
    const { IfSteps, ElseSteps, Conditions } = Steps[3].Arguments;
    expect(Conditions).toHaveLength(3);
    expect(IfSteps[0].Type).toBe('RegisterModel');
    expect(IfSteps[0].Arguments.ModelApprovalStatus).toBe('PendingManualApproval');
    expect(ElseSteps[0].Type).toBe('Fail');
  });

  test('hands on only what an earlier step gives, and takes only parameters that it declares', () => {
    const [{ Parameters, Steps }] = definitionsOf(WITH_PIPELINE);
    const names = Steps.map(({ Name }: { Name: string }) => Name);
    for (const [i, step] of Steps.entries())
      for (const name of namesIn(step)) expect(names.slice(0, i)).toContain(name);
    const asked = [...JSON.stringify(Steps).matchAll(/"Get":"Parameters\.(\w+)"/g)].map(([, name]) => name);
    expect([...new Set(asked)].sort()).toEqual(Parameters.map(({ Name }: { Name: string }) => Name).sort());
  });

  test('runs in the container that the endpoint runs in, and encrypts what it keeps', () => {
    const [{ Steps }] = definitionsOf(WITH_PIPELINE);
    expect(Steps[1].Arguments.AlgorithmSpecification.TrainingImage).toContain('sagemaker-xgboost:3.0-5');
    expect(Steps[1].Arguments.OutputDataConfig.KmsKeyId).toBe('TOKEN');
    expect(Steps[0].Arguments.ProcessingOutputConfig.KmsKeyId).toBe('TOKEN');
  });

  test('lets its jobs have their disks encrypted, for which SageMaker makes a grant in their name', () => {
    const allowed = statementsOf(WITH_PIPELINE).filter(({ actions }) => actions.includes('kms:CreateGrant'));
    expect(JSON.stringify(allowed.flatMap(({ resources }) => resources))).toContain('EncryptionKey');
  });

  test('names all of SageMaker in small letters, in which its ARNs are', () => {
    const types = ['SageMaker::Pipeline', 'SageMaker::ModelPackageGroup', 'IAM::Policy', 'Events::Rule'];
    const text = JSON.stringify(types.map((type) => resourcesOf(aStack(ON_ENDPOINT), `AWS::${type}`)));
    const names = [
      ...text.matchAll(/"PipelineName":"([^"]+)"/g),
      ...text.matchAll(/"ModelPackageGroupName":\[?{"Fn::Join":\["",\["([^"]+)"/g),
      ...text.matchAll(/:(?:pipeline|model|model-package|endpoint-config)\/([\w-]+)/g),
    ].map(([, name]) => name);
    expect(names).toEqual(expect.arrayContaining(['sluice-dev-training', 'sluice-dev-release', 'sluice-dev-models-']));
    expect(names.filter((name) => name !== name.toLowerCase())).toEqual([]);
  });

  test('may reach the endpoint, whose name CloudFormation makes up, in both spellings', () => {
    for (const action of ['sagemaker:UpdateEndpoint', 'sagemaker:InvokeEndpoint']) {
      const allowed = statementsOf(ON_ENDPOINT, '').filter(({ actions }) => actions.includes(action));
      expect(allowed.map(({ resources }) => resources)).toContainEqual(
        expect.arrayContaining([
          { Ref: expect.stringMatching(/^ModelEndpoint/) },
          { 'Fn::Join': ['', expect.arrayContaining([':endpoint/'])] },
        ]),
      );
    }
  });

  test('forgets payments and tables of payments, and keeps models and their figures, which endpoints and registry refer to', () => {
    const [{ Properties }] = Object.entries(resourcesOf(aStack(WITH_PIPELINE), 'AWS::S3::Bucket'))
      .filter(([id]) => id.startsWith('Pipeline'))
      .map(([, bucket]) => bucket);
    const rules: { Prefix?: string }[] = Object(Properties['LifecycleConfiguration']).Rules;
    expect(rules.map(({ Prefix }) => Prefix)).toEqual(['input/', 'runs/']);
    const [{ Steps }] = definitionsOf(WITH_PIPELINE);
    const [features, train, evaluate] = Steps.map((step: object) => JSON.stringify(step));
    expect(features).toContain('/runs');
    expect(train).toContain('/models"');
    expect(evaluate).toContain('/models"');
    expect([train, evaluate].join()).not.toContain('/runs');
  });

  test('puts a model behind the endpoint only once a person has approved it', () => {
    const template = Template.fromStack(aStack(ON_ENDPOINT));
    template.resourceCountIs('AWS::SageMaker::Pipeline', 2);
    template.hasResource('AWS::SageMaker::ModelPackageGroup', {
      Properties: { ModelPackageGroupName: GROUP_NAME },
      DeletionPolicy: 'Retain',
    });
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.sagemaker'],
        detail: { ModelPackageGroupName: [GROUP_NAME], ModelApprovalStatus: ['Approved'] },
      },
      Targets: [Match.objectLike({ Arn: Match.anyValue(), RoleArn: Match.anyValue() })],
    });
    const rules = JSON.stringify(resourcesOf(aStack(WITH_PIPELINE), 'AWS::Events::Rule'));
    expect(rules).not.toContain('aws.sagemaker');
  });

  test('tells a release its region, and lets the model that it releases write its log', () => {
    const [, release] = definitionsOf(ON_ENDPOINT);
    const { ContainerArguments } = release.Steps[0].Arguments.AppSpecification;
    expect(ContainerArguments.slice(-2)).toEqual(['--region', 'eu-central-1']);
    const logs = statementsOf(ON_ENDPOINT).filter(({ actions }) => actions.includes('logs:PutLogEvents'));
    expect(JSON.stringify(logs)).toContain('/aws/sagemaker/Endpoints');
  });

  test.each([WITH_PIPELINE, ON_ENDPOINT])('passes the AwsSolutions rules: %j', (context) => {
    const stack = aStack(context);
    const { violations } = new AwsSolutionsChecks(stack).validateScope(stack);
    expect(violations.map(({ ruleName }) => ruleName)).toEqual([]);
  });

  test.each([
    [{ stage: 'dev', pipelineCode: 'no/such/folder' }, 'npm run model:pack'],
    [{ stage: 'local', pipelineCode: 'examples' }, 'has no SageMaker'],
    [{ stage: 'dev', pipelineCode: 'examples', region: 'cn-north-1' }, 'has no built-in XGBoost image'],
  ])('is refused where it cannot be: %j', (context, problem) => {
    const parsed = parseContext({ region: 'eu-central-1', ...context });
    expect(parsed.ok ? '' : parsed.problems.join('\n')).toContain(problem);
  });
});

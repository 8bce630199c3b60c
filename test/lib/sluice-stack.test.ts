import { describe, expect, test } from '@jest/globals';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { aStack, resourcesOf } from './a-stack.ts';

/** A changed id makes CloudFormation replace the resource, and with it what it holds. */
const STATEFUL = {
  'AWS::KMS::Key': ['EncryptionKey3A692D6E'],
  'AWS::DynamoDB::Table': ['StorageConsole2B2ECD07', 'StorageDecisions63F3E30F', 'StorageProfiles2809A5F6'],
  'AWS::Kinesis::Stream': ['IngestionPayments3EC59A1A'],
  'AWS::S3::Bucket': ['AccessLogs8B620ECA', 'ArchiveFiles2FE83F05', 'WebsiteFiles8BA07689'],
  'AWS::Cognito::UserPool': ['IdentityUsers61009EFD'],
};

const dev = aStack();
const template = Template.fromStack(dev);

describe('the stack', () => {
  test.each(Object.entries(STATEFUL))('keeps the logical ids of %s', (type, ids) => {
    expect(Object.keys(resourcesOf(dev, type)).sort()).toEqual([...ids].sort());
  });

  test('retains tables, archive, key and users in prod, and protects them from deletion', () => {
    const prod = Template.fromStack(aStack({ stage: 'prod' }));
    for (const type of ['AWS::DynamoDB::Table', 'AWS::KMS::Key', 'AWS::Cognito::UserPool'])
      prod.allResources(type, { DeletionPolicy: 'Retain' });
    const kept = Object.keys(prod.findResources('AWS::S3::Bucket', { DeletionPolicy: 'Retain' }));
    expect(kept).toContainEqual(expect.stringMatching(/^ArchiveFiles/));
    prod.allResourcesProperties('AWS::DynamoDB::Table', { DeletionProtectionEnabled: true });
  });

  test('keeps the logs of who reached its buckets for a year', () => {
    const { Properties } = resourcesOf(dev, 'AWS::S3::Bucket')['AccessLogs8B620ECA'];
    expect(Properties).toMatchObject({
      LifecycleConfiguration: { Rules: [{ ExpirationInDays: 365, Status: 'Enabled' }] },
    });
  });

  test('names nothing that AWS could name, but for what people type', () => {
    const named = Object.values(template.toJSON()['Resources']).flatMap((resource) => {
      const { Type, Properties = {} } = resource as { Type: string; Properties?: Record<string, unknown> };
      return ['TableName', 'BucketName', 'FunctionName', 'TopicName', 'QueueName', 'RoleName'].some(
        (name) => name in Properties && typeof Properties[name] === 'string',
      )
        ? [Type]
        : [];
    });
    expect(named).toEqual([]);
  });

  test('names the database of the archive as Athena takes it without quotes', () => {
    for (const { Properties } of Object.values(resourcesOf(dev, 'AWS::Glue::Database')))
      expect(Object(Properties['DatabaseInput'])['Name']).toMatch(/^[a-z0-9_]+$/);
    template.resourceCountIs('AWS::Glue::Database', 1);
  });

  test('encrypts every table, stream, topic, queue and log with its own key', () => {
    template.allResourcesProperties('AWS::DynamoDB::Table', { SSESpecification: { SSEEnabled: true, SSEType: 'KMS' } });
    template.allResourcesProperties('AWS::Kinesis::Stream', { StreamEncryption: { EncryptionType: 'KMS' } });
    template.allResourcesProperties('AWS::SNS::Topic', { KmsMasterKeyId: Match.anyValue() });
    template.allResourcesProperties('AWS::SQS::Queue', { KmsMasterKeyId: Match.anyValue() });
    template.allResourcesProperties('AWS::Logs::LogGroup', { KmsKeyId: Match.anyValue() });
  });

  test('traces every function of ours, and has its logs structured', () => {
    const ours = Object.values(resourcesOf(dev, 'AWS::Lambda::Function')).filter(
      ({ Properties }) => 'POWERTOOLS_SERVICE_NAME' in Object(Object(Properties['Environment'])['Variables']),
    );
    expect(ours.length).toBeGreaterThan(8);
    for (const { Properties } of ours) {
      expect(Properties['TracingConfig']).toEqual({ Mode: 'Active' });
      expect(Properties['LoggingConfig']).toMatchObject({ LogFormat: 'JSON' });
    }
  });

  test('logs accesses without paths, in which accounts and payments are named', () => {
    const [stage] = Object.values(resourcesOf(dev, 'AWS::ApiGatewayV2::Stage'));
    const format = JSON.stringify(stage.Properties['AccessLogSettings']);
    expect(format).toContain('$context.routeKey');
    for (const telling of ['$context.path', 'requestOverride', 'sourceIp', 'username', 'integrationErrorMessage'])
      expect(format).not.toContain(telling);
  });

  test('logs accesses in lines of JSON, whose fields bring no quotes of their own', () => {
    const [stage] = Object.values(resourcesOf(dev, 'AWS::ApiGatewayV2::Stage'));
    const { Format } = Object(stage.Properties['AccessLogSettings']);
    expect(JSON.parse(Format)).toMatchObject({ error: '$context.error.message' });
    expect(Format).not.toMatch(/\$context\.\w+\.messageString/);
  });

  test('retries a failing batch of payments in halves, and then leaves it in a queue', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BatchSize: 500,
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 10,
      MaximumRecordAgeInSeconds: 43_200,
      ParallelizationFactor: 2,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
    });
  });

  test('has a function fetch what was given up, which it hides from others for six times as long as that may take', () => {
    const [[rescue, { Properties }]] = Object.entries(resourcesOf(dev, 'AWS::Lambda::Function')).filter(([id]) =>
      id.startsWith('ScoringFailures'),
    );
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FunctionName: { Ref: rescue },
      EventSourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^ScoringFailuresQueue'), 'Arn'] },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
    template.hasResourceProperties('AWS::SQS::Queue', { VisibilityTimeout: 6 * Number(Properties['Timeout']) });
  });

  test('calls the alert function for held and blocked payments only', () => {
    const pattern = { eventName: ['INSERT'], dynamodb: { NewImage: { outcome: { S: ['review', 'block'] } } } };
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FilterCriteria: { Filters: [{ Pattern: JSON.stringify(pattern) }] },
    });
  });

  test('has two readers of the change stream, one of them told its shard', () => {
    const ofTable = Object.values(resourcesOf(dev, 'AWS::Lambda::EventSourceMapping')).filter(({ Properties }) =>
      JSON.stringify(Properties['EventSourceArn']).includes('StreamArn'),
    );
    expect(ofTable).toHaveLength(2);
    expect(ofTable.filter(({ Properties }) => 'TumblingWindowInSeconds' in Properties)).toHaveLength(1);
  });

  test.each([
    ['dev', 1],
    ['prod', 5],
  ])('gathers changes before it counts and archives them, in %s for %i seconds', (stage, seconds) => {
    Template.fromStack(aStack({ stage })).hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      TumblingWindowInSeconds: Match.anyValue(),
      BatchSize: 1_000,
      MaximumBatchingWindowInSeconds: seconds,
    });
  });

  test('lets the counting function, and no other, put rows into the archive', () => {
    const puts = Object.entries(resourcesOf(dev, 'AWS::IAM::Policy')).filter(([, { Properties }]) =>
      JSON.stringify(Properties).includes('firehose:PutRecordBatch'),
    );
    expect(puts.map(([id]) => id.replace(/ServiceRole.*/, ''))).toEqual(['FanOutTally']);
  });

  test('demands a token with a scope of every route under /v1', () => {
    for (const { Properties } of Object.values(resourcesOf(dev, 'AWS::ApiGatewayV2::Route'))) {
      const key = String(Properties['RouteKey']);
      expect([key, Properties['AuthorizationType']]).toEqual([key, key.includes(' /v1/') ? 'JWT' : 'NONE']);
      if (key.includes(' /v1/')) expect(Properties['AuthorizationScopes']).toHaveLength(1);
    }
  });

  test('limits every route', () => {
    const [stage] = Object.values(resourcesOf(dev, 'AWS::ApiGatewayV2::Stage'));
    const routes = Object.values(resourcesOf(dev, 'AWS::ApiGatewayV2::Route')).map(
      ({ Properties }) => Properties['RouteKey'],
    );
    const limits = Object.keys(Object(stage.Properties['RouteSettings']));
    expect(limits.sort()).toEqual(routes.filter((key) => key !== '$default').sort());
  });

  test('makes every route before the stage that limits it', () => {
    const [stage] = Object.values(resourcesOf(dev, 'AWS::ApiGatewayV2::Stage'));
    expect(stage.DependsOn).toEqual(expect.arrayContaining(Object.keys(resourcesOf(dev, 'AWS::ApiGatewayV2::Route'))));
  });

  test('subscribes e-mail to all alerts and SMS to blocked payments', () => {
    const told = Template.fromStack(aStack({ alertPhones: '+4915112345678' }));
    told.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'fraud@example.com' });
    told.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'sms', FilterPolicy: { outcome: ['block'] } });
  });

  test.each([
    ['none', {}, 0],
    ['realtime', { InstanceType: 'ml.c6i.large' }, 1],
    ['serverless', { ServerlessConfig: { MemorySizeInMB: 2048 } }, 1],
  ])('has a model endpoint when it is %s', (model, variant, count) => {
    const hosted = Template.fromStack(aStack({ model, modelArtefact: 'package.json' }));
    hosted.resourceCountIs('AWS::SageMaker::Endpoint', count);
    if (count > 0)
      hosted.hasResourceProperties('AWS::SageMaker::EndpointConfig', {
        ProductionVariants: [Match.objectLike(variant)],
      });
  });

  test('waits longer for the scores of a batch than of a payment that somebody waits for', () => {
    const functions = resourcesOf(
      aStack({ model: 'realtime', modelArtefact: 'package.json' }),
      'AWS::Lambda::Function',
    );
    const budgets = Object.values(functions).flatMap(({ Properties }) => {
      const { POWERTOOLS_SERVICE_NAME: name, MODEL_BUDGET_MS: budget } =
        Object(Properties['Environment'])['Variables'] ?? {};
      return ['decide', 'score'].includes(name) ? [[name, budget]] : [];
    });
    expect(Object.fromEntries(budgets)).toEqual({ decide: '500', score: '60' });
  });

  test('leaves an endpoint as many instances as its traffic made of it, where it has any', () => {
    const endpointOf = (model: string) =>
      Object.values(resourcesOf(aStack({ model, modelArtefact: 'package.json' }), 'AWS::SageMaker::Endpoint'))[0];
    expect(endpointOf('realtime').Properties).toMatchObject({ RetainAllVariantProperties: true });
    expect(endpointOf('serverless').Properties).not.toHaveProperty('RetainAllVariantProperties');
  });

  test('leaves out for the emulator only what it names', () => {
    const local = Template.fromStack(aStack({ stage: 'local' }));
    local.resourceCountIs('AWS::Athena::NamedQuery', 0);
    template.resourceCountIs('AWS::Athena::NamedQuery', 4);
    const types = (of: Template) => new Set(Object.values(of.toJSON()['Resources']).map((each) => Object(each).Type));
    const missing = [...types(template)].filter((type) => !types(local).has(type));
    expect(missing.sort()).toEqual([
      'AWS::Athena::NamedQuery',
      'AWS::Lambda::LayerVersion',
      'Custom::CDKBucketDeployment',
    ]);
  });
});

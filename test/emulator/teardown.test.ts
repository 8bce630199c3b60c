import {
  CloudFormationClient,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import { CognitoIdentityProviderClient, ListUserPoolsCommand } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { KinesisClient, ListStreamsCommand } from '@aws-sdk/client-kinesis';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { deployLocal, LOCAL_CLIENT } from '../../src/deploy/deploy-local.ts';
import { destroyStack } from '../../src/deploy/destroy-stack.ts';
import { EMULATOR_ENV } from '../../src/deploy/emulator.ts';
import { runCdk } from '../../src/deploy/run-cdk.ts';
import { contextArgs, stackName } from '../../src/deploy/stack-options.ts';
import { DEPLOY_LIMIT_MS, forgetDeployment, ON_CALL, theDeployment } from './the-deployment.ts';

const StackName = stackName('local');
const cloudFormation = new CloudFormationClient(LOCAL_CLIENT);
const s3 = new S3Client({ ...LOCAL_CLIENT, forcePathStyle: true });

/** What the emulator holds of what costs money or keeps data, but for the CDK's own bucket. */
const holdings = async (): Promise<readonly string[]> => {
  const [tables, streams, topics, queues, users, buckets] = await Promise.all([
    new DynamoDBClient(LOCAL_CLIENT).send(new ListTablesCommand({})),
    new KinesisClient(LOCAL_CLIENT).send(new ListStreamsCommand({})),
    new SNSClient(LOCAL_CLIENT).send(new ListTopicsCommand({})),
    new SQSClient(LOCAL_CLIENT).send(new ListQueuesCommand({})),
    new CognitoIdentityProviderClient(LOCAL_CLIENT).send(new ListUserPoolsCommand({ MaxResults: 60 })),
    s3.send(new ListBucketsCommand({})),
  ]);
  return [
    ...(tables.TableNames ?? []),
    ...(streams.StreamNames ?? []),
    ...(topics.Topics ?? []).map(({ TopicArn = '' }) => TopicArn),
    ...(queues.QueueUrls ?? []),
    ...(users.UserPools ?? []).map(({ Name = '' }) => Name),
    ...(buckets.Buckets ?? []).map(({ Name = '' }) => Name).filter((name) => !name.startsWith('cdk-')),
  ].filter((name) => /sluice/i.test(name));
};

const stateOf = async () => {
  const { StackEvents = [] } = await cloudFormation.send(new DescribeStackEventsCommand({ StackName }));
  const { Stacks = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
  const { TemplateBody } = await cloudFormation.send(new GetTemplateCommand({ StackName }));
  return { events: StackEvents.length, updatedAt: Stacks[0]?.LastUpdatedTime, template: TemplateBody };
};

// A stack on an emulator that ran before is somebody's: it is not for a test to take down.
const ours = process.env['EMULATOR_IS_OURS'] === 'yes' ? test : test.skip;

describe('the stack', () => {
  beforeAll(theDeployment, DEPLOY_LIMIT_MS);

  test(
    'is left as it is by a second deployment of the same code',
    async () => {
      const before = await stateOf();
      const { outputs } = await deployLocal(ON_CALL, true);
      expect(await stateOf()).toEqual(before);
      expect(outputs).toEqual((await theDeployment()).outputs);
    },
    DEPLOY_LIMIT_MS,
  );

  ours(
    'leaves nothing behind when it is destroyed: in this stage nothing is retained',
    async () => {
      expect((await holdings()).length).toBeGreaterThan(8);
      const context = contextArgs({ ...ON_CALL, stage: 'local', region: LOCAL_CLIENT.region });
      await destroyStack({
        clients: { cloudFormation, s3 },
        stackName: StackName,
        agreed: async () => true,
        deleteStack: () =>
          runCdk({ args: ['destroy', StackName, '--force', ...context], env: EMULATOR_ENV, quiet: true }),
      });
      await forgetDeployment();
      expect(await holdings()).toEqual([]);
      await expect(cloudFormation.send(new DescribeStacksCommand({ StackName }))).rejects.toThrow(/not exist/);
    },
    DEPLOY_LIMIT_MS,
  );
});

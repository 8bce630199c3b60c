import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { CfnModelPackageGroup } from 'aws-cdk-lib/aws-sagemaker';
import { acknowledge, anyAssetOf, anyObjectOf, BUCKET_ACTIONS, wildcards } from './acknowledge.ts';
import type { HostedEndpoint } from './model.ts';
import type { XgboostImage } from './xgboost-image.ts';

export type Jobs = {
  readonly stack: Stack;
  readonly image: XgboostImage;
  readonly role: Role;
  readonly group: CfnModelPackageGroup;
};

/** SageMaker begins the names of a pipeline's jobs so. */
const JOBS = 'pipelines-*';
/** A model that is released runs under the same role. */
const LOGS = ['ProcessingJobs', 'TrainingJobs', 'Endpoints'];

/** What the pipeline's jobs may do beside their files: run, log, and register a model in their own group. */
export const jobStatements = ({ stack, image, role, group }: Jobs): readonly PolicyStatement[] => {
  const { partition, region, account } = stack;
  const named = (resource: string, name: string): string =>
    stack.formatArn({ service: 'sagemaker', resource, resourceName: name });
  return [
    new PolicyStatement({
      actions: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchCheckLayerAvailability'],
      resources: [`arn:${partition}:ecr:${region}:${image.account}:repository/${image.repository}`],
    }),
    new PolicyStatement({ actions: ['ecr:GetAuthorizationToken', 'cloudwatch:PutMetricData'], resources: ['*'] }),
    new PolicyStatement({
      actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
      resources: LOGS.map((kind) => `arn:${partition}:logs:${region}:${account}:log-group:/aws/sagemaker/${kind}*`),
    }),
    new PolicyStatement({
      actions: ['Create', 'Describe', 'Stop'].flatMap((verb) => [
        `sagemaker:${verb}ProcessingJob`,
        `sagemaker:${verb}TrainingJob`,
      ]),
      resources: [named('processing-job', JOBS), named('training-job', JOBS)],
    }),
    new PolicyStatement({
      actions: ['sagemaker:AddTags'],
      resources: [named('processing-job', JOBS), named('training-job', JOBS)],
    }),
    new PolicyStatement({
      actions: [
        'sagemaker:CreateModelPackage',
        'sagemaker:DescribeModelPackage',
        'sagemaker:ListModelPackages',
        'sagemaker:DescribeModelPackageGroup',
      ],
      resources: [group.attrModelPackageGroupArn, named('model-package', packagesOf(stack))],
    }),
    new PolicyStatement({
      actions: ['iam:PassRole'],
      resources: [role.roleArn],
      conditions: { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } },
    }),
  ];
};

/** Models of the stage's group, whose name ends in a part that CloudFormation fills in. */
const packagesOf = (stack: Stack): string => `${stack.stackName.toLowerCase()}-models-*/*`;

/** What putting a model behind the endpoint takes: this endpoint, and models and configurations of our own naming. */
export const releaseStatements = (stack: Stack, { arns }: HostedEndpoint): readonly PolicyStatement[] => {
  const named = (resource: string, name: string): string =>
    stack.formatArn({ service: 'sagemaker', resource, resourceName: name });
  return [
    new PolicyStatement({
      actions: ['sagemaker:DescribeEndpoint', 'sagemaker:UpdateEndpoint'],
      resources: [...arns],
    }),
    new PolicyStatement({
      actions: ['sagemaker:CreateModel', 'sagemaker:CreateEndpointConfig', 'sagemaker:UpdateEndpoint'],
      resources: [named('model', 'sluice-*'), named('endpoint-config', 'sluice-*')],
    }),
    // The configuration at hand is the stack's first one, and one of ours from then on.
    new PolicyStatement({ actions: ['sagemaker:DescribeEndpointConfig'], resources: [named('endpoint-config', '*')] }),
  ];
};

/** Says why the jobs' permissions have stars in them. */
export const acknowledgeJobs = (role: Role, bucket: IBucket): void => {
  const stack = Stack.of(role);
  const arn = (resource: string): string => `Resource::arn:aws:sagemaker:${stack.region}:<AWS::AccountId>:${resource}`;
  acknowledge(role, {
    ...wildcards('Neither ecr:GetAuthorizationToken nor cloudwatch:PutMetricData has a resource to name.', [
      'Resource::*',
    ]),
    ...wildcards('SageMaker names log groups and jobs itself, and models are registered by number.', [
      ...LOGS.map(
        (kind) => `Resource::arn:aws:logs:${stack.region}:<AWS::AccountId>:log-group:/aws/sagemaker/${kind}*`,
      ),
      arn(`processing-job/${JOBS}`),
      arn(`training-job/${JOBS}`),
      arn(`model-package/${packagesOf(stack)}`),
    ]),
    ...wildcards(
      'Models and configurations are named by the time of their release; the one to read first is named by CloudFormation.',
      [arn('model/sluice-*'), arn('endpoint-config/sluice-*'), arn('endpoint-config/*')],
    ),
    ...wildcards(
      'The CDK writes these permissions: the asset bucket holds the code, and jobs write files of their own naming.',
      [
        ...BUCKET_ACTIONS,
        anyAssetOf(stack),
        anyObjectOf(bucket),
        'Action::kms:GenerateDataKey*',
        'Action::kms:ReEncrypt*',
      ],
    ),
  });
};

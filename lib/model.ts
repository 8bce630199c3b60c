import { Stack } from 'aws-cdk-lib';
import { PredefinedMetric, ScalableTarget, ServiceNamespace } from 'aws-cdk-lib/aws-applicationautoscaling';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { type IGrantable, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { CfnEndpoint, CfnEndpointConfig, CfnModel } from 'aws-cdk-lib/aws-sagemaker';
import { Construct } from 'constructs';
import { acknowledge, anyAssetOf, anyObjectOf, BUCKET_ACTIONS, wildcards } from './acknowledge.ts';
import { type Alarms, FIVE_MINUTES } from './alarms.ts';
import type { ModelConfig, RealTimeEndpoint, ServerlessEndpoint } from './model-config.ts';
import { type XgboostImage, xgboostImage } from './xgboost-image.ts';

export type ModelEndpointProps = {
  readonly model: ModelConfig;
  readonly key: IKey;
  readonly alarms: Alarms;
  /** Holds captured requests, when they are captured. */
  readonly captures: IBucket;
};

export type HostedEndpoint = { readonly name: string; readonly arns: readonly string[] };

const VARIANT = 'champion';
const STAND_IN_NAME = 'stand-in';
type Hosted = RealTimeEndpoint | ServerlessEndpoint;

/** The first rung of the ladder: the booster behind SageMaker's built-in XGBoost container, or nothing. */
export class ModelEndpoint extends Construct {
  /** For the functions that score a payment, and for the one that scores batches. */
  readonly environment: Readonly<Record<string, string>>;
  readonly batchEnvironment: Readonly<Record<string, string>>;
  /** Undefined where this stack hosts none. */
  readonly hosted?: HostedEndpoint;

  constructor(scope: Construct, id: string, props: ModelEndpointProps) {
    super(scope, id);
    const { model } = props;
    if (model.kind === 'realtime' || model.kind === 'serverless') {
      const endpoint = this.#host(model, props);
      this.hosted = hostedOf(endpoint);
      this.#watch(endpoint, props.alarms);
    }
    this.environment = environmentOf(model, this.hosted?.name);
    this.batchEnvironment =
      model.kind === 'none' ? this.environment : { ...this.environment, MODEL_BUDGET_MS: String(model.batchBudgetMs) };
  }

  /** Allows calling the endpoint; grants nothing where there is none. */
  grantInvoke(grantee: IGrantable): void {
    if (this.hosted === undefined) return;
    const statement = new PolicyStatement({ actions: ['sagemaker:InvokeEndpoint'], resources: [...this.hosted.arns] });
    grantee.grantPrincipal.addToPrincipalPolicy(statement);
  }

  #host(model: Hosted, { key, captures }: ModelEndpointProps): CfnEndpoint {
    const { region } = Stack.of(this);
    const image = xgboostImage(region);
    if (image === undefined) throw new Error(`region ${region} has no built-in XGBoost image`);
    const artefact = new Asset(this, 'Artefact', { path: model.artefact });
    const role = this.#role({ image, artefact, captures });
    if (model.kind === 'realtime' && model.capturePercent > 0) captures.grantPut(role, 'captures/*');
    const hosted = new CfnModel(this, 'Model', {
      executionRoleArn: role.roleArn,
      primaryContainer: { image: image.uri, modelDataUrl: artefact.s3ObjectUrl },
    });
    hosted.node.addDependency(role);
    const config = new CfnEndpointConfig(this, 'Config', {
      // A key on the volume is refused for serverless endpoints and for instances with local disks.
      ...(model.kind === 'realtime' && !model.instanceType.includes('d.') ? { kmsKeyId: key.keyArn } : {}),
      productionVariants: [{ variantName: VARIANT, modelName: hosted.attrModelName, ...sizeOf(model) }],
      ...captureOf(model, captures),
    });
    const endpoint = new CfnEndpoint(this, 'Endpoint', {
      endpointConfigName: config.attrEndpointConfigName,
      // A deployment leaves as many instances as the traffic has made of them.
      ...(model.kind === 'realtime' && { retainAllVariantProperties: true }),
    });
    if (model.kind === 'realtime') this.#scale(model, endpoint);
    return endpoint;
  }

  #role({
    image,
    artefact,
    captures,
  }: {
    readonly image: XgboostImage;
    readonly artefact: Asset;
    readonly captures: IBucket;
  }): Role {
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('sagemaker.amazonaws.com') });
    const { partition, region, account } = Stack.of(this);
    artefact.grantRead(role);
    const repository = `arn:${partition}:ecr:${region}:${image.account}:repository/${image.repository}`;
    const pull = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchCheckLayerAvailability'];
    const logGroups = `arn:${partition}:logs:${region}:${account}:log-group:/aws/sagemaker/Endpoints/*`;
    const log = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'];
    role.addToPolicy(new PolicyStatement({ actions: pull, resources: [repository] }));
    role.addToPolicy(new PolicyStatement({ actions: log, resources: [logGroups] }));
    role.addToPolicy(
      new PolicyStatement({ actions: ['ecr:GetAuthorizationToken', 'cloudwatch:PutMetricData'], resources: ['*'] }),
    );
    acknowledge(role, {
      ...wildcards('Neither ecr:GetAuthorizationToken nor cloudwatch:PutMetricData has a resource to name.', [
        'Resource::*',
      ]),
      ...wildcards('SageMaker names the log group after the endpoint.', [
        `Resource::arn:aws:logs:${region}:<AWS::AccountId>:log-group:/aws/sagemaker/Endpoints/*`,
      ]),
      ...wildcards('The CDK writes this permission: it reads the asset bucket, where the artefact is.', [
        ...BUCKET_ACTIONS,
        anyAssetOf(Stack.of(this)),
      ]),
      ...wildcards('Captured requests are named by time.', [anyObjectOf(captures, 'captures/')]),
    });
    return role;
  }

  #scale({ instances, callsPerInstance }: RealTimeEndpoint, endpoint: CfnEndpoint): void {
    const target = new ScalableTarget(this, 'Instances', {
      serviceNamespace: ServiceNamespace.SAGEMAKER,
      scalableDimension: 'sagemaker:variant:DesiredInstanceCount',
      resourceId: `endpoint/${endpoint.attrEndpointName}/variant/${VARIANT}`,
      minCapacity: instances.least,
      maxCapacity: instances.most,
    });
    target.scaleToTrackMetric('Calls', {
      predefinedMetric: PredefinedMetric.SAGEMAKER_VARIANT_INVOCATIONS_PER_INSTANCE,
      targetValue: callsPerInstance,
    });
  }

  #watch(endpoint: CfnEndpoint, alarms: Alarms): void {
    alarms.raise(this, 'EndpointFailing', {
      says: 'The model endpoint answers with errors; the in-process model scores in its place.',
      runbook: 'Scoring is degraded',
      metric: new Metric({
        namespace: 'AWS/SageMaker',
        metricName: 'Invocation5XXErrors',
        dimensionsMap: { EndpointName: endpoint.attrEndpointName, VariantName: VARIANT },
        statistic: 'Sum',
        period: FIVE_MINUTES,
      }),
      threshold: 5,
    });
  }
}

/**
 * CloudFormation makes up a name with capitals, SageMaker writes it small in the ARN that it gives, and IAM tells small letters from capitals:
 * what is allowed is allowed in both spellings.
 */
const hostedOf = (endpoint: CfnEndpoint): HostedEndpoint => {
  const name = endpoint.attrEndpointName;
  const asNamed = Stack.of(endpoint).formatArn({ service: 'sagemaker', resource: 'endpoint', resourceName: name });
  return { name, arns: [endpoint.ref, asNamed] };
};

const environmentOf = (model: ModelConfig, endpointName: string | undefined): Readonly<Record<string, string>> => {
  if (model.kind === 'none') return { MODEL_ENDPOINT: '', MODEL_BUDGET_MS: '1' };
  const budget = { MODEL_BUDGET_MS: String(model.budgetMs) };
  if (model.kind === 'stand-in')
    return { ...budget, MODEL_ENDPOINT: STAND_IN_NAME, AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME: model.url };
  return { ...budget, MODEL_ENDPOINT: endpointName ?? '' };
};

const sizeOf = (model: Hosted) =>
  model.kind === 'serverless'
    ? { serverlessConfig: { memorySizeInMb: model.memoryMb, maxConcurrency: model.mostAtOnce } }
    : { instanceType: model.instanceType, initialInstanceCount: model.instances.least, initialVariantWeight: 1 };

const captureOf = (model: Hosted, captures: IBucket) =>
  model.kind === 'realtime' && model.capturePercent > 0
    ? {
        dataCaptureConfig: {
          enableCapture: true,
          initialSamplingPercentage: model.capturePercent,
          destinationS3Uri: captures.s3UrlForObject('captures/'),
          captureOptions: [{ captureMode: 'Input' }, { captureMode: 'Output' }],
        },
      }
    : {};

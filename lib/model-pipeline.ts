import { Aws, Duration, Fn, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { CfnModelPackageGroup, CfnPipeline } from 'aws-cdk-lib/aws-sagemaker';
import { Construct } from 'constructs';
import {
  type Definition,
  type PipelineSurroundings,
  releasePipeline,
  trainingPipeline,
} from '../model/pipeline/definition.ts';
import type { HostedEndpoint, ModelEndpoint } from './model.ts';
import { acknowledgeJobs, jobStatements, releaseStatements } from './model-pipeline-permissions.ts';
import type { PipelineConfig } from './pipeline-config.ts';
import { privateBucket } from './private-bucket.ts';
import { xgboostImage } from './xgboost-image.ts';

export type ModelPipelineProps = {
  readonly pipeline: PipelineConfig;
  readonly key: IKey;
  readonly accessLogs: IBucket;
  readonly keepOnDestroy: boolean;
  readonly model: ModelEndpoint;
};

/** Payments go after 90 days. A model stays: each instance that an endpoint starts fetches it anew. */
const [INPUT, RUNS, MODELS] = ['input', 'runs', 'models'];

/**
 * features -> train -> evaluate -> register as a SageMaker Pipeline, which a person starts; and, once a second person has approved what
 * was registered, its way behind the endpoint.
 */
export class ModelPipeline extends Construct {
  /** Takes payments to train on below `input/`, and holds what the jobs write. */
  readonly bucket: IBucket;
  /** Begins what people start and approve. SageMaker writes names small in ARNs, and IAM tells small letters from capitals. */
  readonly #named: string;

  constructor(scope: Construct, id: string, props: ModelPipelineProps) {
    super(scope, id);
    const { pipeline, key, model } = props;
    const { region } = Stack.of(this);
    this.#named = Stack.of(this).stackName.toLowerCase();
    const image = xgboostImage(region);
    if (image === undefined) throw new Error(`region ${region} has no built-in XGBoost image`);
    const code = new Asset(this, 'Code', { path: pipeline.code });
    this.bucket = privateBucket(this, 'Files', {
      ...props,
      lifecycleRules: [INPUT, RUNS].map((folder) => ({ prefix: `${folder}/`, expiration: Duration.days(90) })),
    });
    const group = this.#group();
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('sagemaker.amazonaws.com') });
    const around: PipelineSurroundings = {
      ...pipeline,
      region,
      image: image.uri,
      role: role.roleArn,
      code: code.s3ObjectUrl,
      work: this.bucket.s3UrlForObject(RUNS),
      models: this.bucket.s3UrlForObject(MODELS),
      kmsKey: key.keyArn,
      packageGroup: group.modelPackageGroupName,
    };
    code.grantRead(role);
    this.bucket.grantReadWrite(role);
    key.grantEncryptDecrypt(role);
    // SageMaker encrypts the disks of jobs, and of the endpoint that is updated, by a grant that it makes in the name of the role.
    key.grant(role, 'kms:CreateGrant');
    for (const statement of jobStatements({ stack: Stack.of(this), image, role, group })) role.addToPolicy(statement);
    this.#pipeline('Training', role, trainingPipeline(around));
    if (model.hosted !== undefined) this.#release({ role, group, around, endpoint: model.hosted });
    acknowledgeJobs(role, this.bucket);
  }

  /** Outlives the stack, for AWS deletes none that has models in it; so another stack of this stage needs one of another name. */
  #group(): CfnModelPackageGroup {
    const ofStack = Fn.select(0, Fn.split('-', Fn.select(2, Fn.split('/', Aws.STACK_ID))));
    const group = new CfnModelPackageGroup(this, 'Models', {
      modelPackageGroupName: `${this.#named}-models-${ofStack}`,
    });
    group.applyRemovalPolicy(RemovalPolicy.RETAIN);
    return group;
  }

  #pipeline(id: string, role: Role, definition: Definition): CfnPipeline {
    const body = Lazy.string({ produce: () => Stack.of(this).toJsonString(definition) });
    const made = new CfnPipeline(this, id, {
      pipelineName: `${this.#named}-${id.toLowerCase()}`,
      pipelineDefinition: { PipelineDefinitionBody: body },
      roleArn: role.roleArn,
    });
    made.node.addDependency(role);
    return made;
  }

  /** A second person's approval in the registry starts what puts the model behind the endpoint. */
  #release({ role, group, around, endpoint }: Release): void {
    const stack = Stack.of(this);
    for (const statement of releaseStatements(stack, endpoint)) role.addToPolicy(statement);
    const release = this.#pipeline('Release', role, releasePipeline(around, endpoint.name));
    const arn = stack.formatArn({ service: 'sagemaker', resource: 'pipeline', resourceName: release.pipelineName });
    const starter = new Role(this, 'Starter', { assumedBy: new ServicePrincipal('events.amazonaws.com') });
    starter.addToPolicy(new PolicyStatement({ actions: ['sagemaker:StartPipelineExecution'], resources: [arn] }));
    new CfnRule(this, 'Approved', {
      description: 'A model was approved: put it behind the endpoint',
      eventPattern: {
        source: ['aws.sagemaker'],
        'detail-type': ['SageMaker Model Package State Change'],
        detail: { ModelPackageGroupName: [group.modelPackageGroupName], ModelApprovalStatus: ['Approved'] },
      },
      targets: [{ id: 'release', arn, roleArn: starter.roleArn, sageMakerPipelineParameters: {} }],
    });
  }
}

type Release = {
  readonly role: Role;
  readonly group: CfnModelPackageGroup;
  readonly around: PipelineSurroundings;
  readonly endpoint: HostedEndpoint;
};

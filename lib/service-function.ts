import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { type ICommandHooks, NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { acknowledge, wildcards } from './acknowledge.ts';
import { type Count, serviceMetric } from './metrics.ts';
import { challengerFolder, championFolder } from './model-folder.ts';

export type ServiceFunctionProps = {
  /** Folder under lambdas/, and the name of the service in logs and metrics. */
  readonly name: string;
  readonly key: IKey;
  readonly logRetentionDays: number;
  readonly environment?: Readonly<Record<string, string>>;
  readonly memoryMb?: number;
  readonly timeoutSeconds?: number;
  /** Whether the champion lies beside the code, in ./model, and the challenger, where there is one, in ./challenger. */
  readonly withModel?: boolean;
};

const ROOT = join(import.meta.dirname, '..');

/** A function of `lambdas/<name>/index.ts`: Node 24 on arm64, one minified ES module with all it needs, its logs encrypted and limited in time. */
export class ServiceFunction extends NodejsFunction {
  readonly service: string;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    super(scope, id, {
      entry: join(ROOT, 'lambdas', props.name, 'index.ts'),
      projectRoot: ROOT,
      depsLockFilePath: join(ROOT, 'package-lock.json'),
      handler: 'handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memoryMb ?? 512,
      timeout: Duration.seconds(props.timeoutSeconds ?? 29),
      tracing: Tracing.ACTIVE,
      loggingFormat: LoggingFormat.JSON,
      environment: {
        POWERTOOLS_SERVICE_NAME: props.name,
        POWERTOOLS_METRICS_NAMESPACE: Stack.of(scope).stackName,
        ...props.environment,
      },
      logGroup: encryptedLogs(scope, `${id}Logs`, props),
      bundling: bundling(props.withModel ?? false),
    });
    this.service = props.name;
    acknowledge(this, {
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]':
        'The managed policy grants writing to log groups and nothing else.',
      ...wildcards('X-Ray has no resources to name: xray:PutTraceSegments and PutTelemetryRecords demand *.', [
        'Resource::*',
      ]),
    });
  }

  /** A count that this function writes. */
  ownMetric(name: Count): Metric {
    return serviceMetric(Stack.of(this).stackName, this.service, name);
  }
}

const encryptedLogs = (scope: Construct, id: string, { key, logRetentionDays }: ServiceFunctionProps): LogGroup =>
  new LogGroup(scope, id, { encryptionKey: key, retention: logRetentionDays, removalPolicy: RemovalPolicy.DESTROY });

/** The SDK travels with the code: the runtime's own is older, loads slower, and changes under a decision's version. */
const bundling = (withModel: boolean) => ({
  format: OutputFormat.ESM,
  target: 'node24',
  mainFields: ['module', 'main'],
  minify: true,
  keepNames: true,
  sourceMap: false,
  bundleAwsSDK: true,
  // Bundled CommonJS packages still call require for Node's own modules.
  banner: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);",
  commandHooks: withModel ? COPY_MODEL : NO_HOOKS,
});

const NO_HOOKS: ICommandHooks = { beforeBundling: () => [], beforeInstall: () => [], afterBundling: () => [] };
const COPY_MODEL: ICommandHooks = {
  ...NO_HOOKS,
  afterBundling: (_input, output) => [
    ...copies(championFolder(), `${output}/model`),
    ...[challengerFolder()].flatMap((folder) => (folder === undefined ? [] : copies(folder, `${output}/challenger`))),
  ],
};

const NEEDED_FILES = ['model.onnx', 'manifest.json'];
const FURTHER_FILES = ['reference.json'];

const copies = (from: string, to: string): string[] => {
  const files = [...NEEDED_FILES, ...FURTHER_FILES.filter((file) => existsSync(join(from, file)))];
  return [`mkdir -p "${to}"`, ...files.map((file) => `cp "${join(from, file)}" "${to}/${file}"`)];
};

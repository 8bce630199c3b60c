import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { AssetHashType, DockerImage, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import { acknowledge, anyAssetOf, anyObjectOf, BUCKET_ACTIONS, wildcards } from './acknowledge.ts';
import type { MonitoringConfig } from './config.ts';
import type { Identity } from './identity.ts';
import { privateBucket } from './private-bucket.ts';
import { ServiceFunction } from './service-function.ts';

export type WebsiteProps = {
  readonly key: IKey;
  readonly accessLogs: IBucket;
  readonly identity: Identity;
  readonly monitoring: MonitoringConfig;
  /** Whether the stack itself puts the files into the bucket. */
  readonly upload: boolean;
};

const ROOT = join(import.meta.dirname, '..');

/** The dashboard's files in a private bucket, and the function that serves them through the API. */
export class Website extends Construct {
  readonly files: Bucket;
  readonly site: ServiceFunction;
  /** What /config.json tells the dashboard, as JSON. */
  readonly dashboardConfig: string;

  constructor(scope: Construct, id: string, props: WebsiteProps) {
    super(scope, id);
    const { key, identity, monitoring } = props;
    // Built anew from the sources at any time, so nothing of it is kept.
    this.files = privateBucket(this, 'Files', { ...props, keepOnDestroy: false });
    this.site = new ServiceFunction(this, 'Site', {
      key,
      name: 'site',
      logRetentionDays: monitoring.logRetentionDays,
      environment: { SITE_BUCKET: this.files.bucketName, SIGN_IN_ORIGIN: identity.signInOrigin },
    });
    this.files.grantRead(this.site);
    acknowledge(
      this.site,
      wildcards('It serves whatever file the website has: its role reads the objects of this one bucket.', [
        ...BUCKET_ACTIONS,
        anyObjectOf(this.files),
      ]),
    );
    const config = configFor(identity);
    this.dashboardConfig = Stack.of(this).toJsonString(config);
    if (props.upload) this.#upload(config, props);
  }

  #upload(config: object, { monitoring, key }: WebsiteProps): void {
    new BucketDeployment(this, 'Upload', {
      destinationBucket: this.files,
      sources: [builtSite(), Source.jsonData('config.json', config)],
      logGroup: new LogGroup(this, 'UploadLogs', {
        encryptionKey: key,
        retention: monitoring.logRetentionDays,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    });
    const copies = 'The CDK writes this role: it copies objects of the asset bucket to the one bucket of the website.';
    const reasons = {
      [`AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]`]:
        'The CDK writes this role: the managed policy grants writing to log groups and nothing else.',
      'AwsSolutions-L1': 'The CDK chooses the runtime of this function.',
      ...wildcards(copies, [...BUCKET_ACTIONS, anyObjectOf(this.files), anyAssetOf(Stack.of(this))]),
    };
    for (const construct of Stack.of(this).node.children.filter(({ node }) =>
      node.id.startsWith('Custom::CDKBucketDeployment'),
    ))
      acknowledge(construct, reasons);
  }
}

/** Where and as whom the dashboard signs people in: authorization code with PKCE at the hosted pages. */
const configFor = ({ signInOrigin, dashboard }: Identity) => ({
  signIn: {
    authorizeUrl: `${signInOrigin}/oauth2/authorize`,
    tokenUrl: `${signInOrigin}/oauth2/token`,
    logoutUrl: `${signInOrigin}/logout`,
    clientId: dashboard.userPoolClientId,
    scopes: ['openid', 'payments/write', 'decisions/read', 'labels/write'],
  },
});

const builtSite = () =>
  Source.asset(join(ROOT, 'web'), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // Never used: the local build below needs nothing but Node.
      image: DockerImage.fromRegistry('node:24'),
      local: {
        tryBundle: (outDir: string) => {
          execFileSync(process.execPath, [join(ROOT, 'bin/build-site.ts'), outDir], {
            stdio: ['ignore', 'ignore', 'inherit'],
          });
          return true;
        },
      },
    },
  });

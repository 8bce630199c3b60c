import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type IBucket,
  type LifecycleRule,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

export type PrivateBucketProps = {
  readonly key: IKey;
  readonly accessLogs: IBucket;
  readonly keepOnDestroy: boolean;
  readonly versioned?: boolean;
  readonly lifecycleRules?: readonly LifecycleRule[];
};

/** A bucket that nobody reaches from outside: encrypted by our key, TLS only, every access logged. */
export const privateBucket = (scope: Construct, id: string, props: PrivateBucketProps): Bucket =>
  new Bucket(scope, id, {
    encryption: BucketEncryption.KMS,
    encryptionKey: props.key,
    bucketKeyEnabled: true,
    ...closed(props.keepOnDestroy),
    versioned: props.versioned ?? false,
    lifecycleRules: [...(props.lifecycleRules ?? [])],
    serverAccessLogsBucket: props.accessLogs,
    serverAccessLogsPrefix: `${id.toLowerCase()}/`,
  });

/** Where accesses to the others are logged, for a year. S3 delivers its logs only to buckets under its own key. */
export const accessLogBucket = (scope: Construct, id: string, keepOnDestroy: boolean): Bucket => {
  const bucket = new Bucket(scope, id, {
    encryption: BucketEncryption.S3_MANAGED,
    ...closed(keepOnDestroy),
    lifecycleRules: [{ expiration: Duration.days(365) }],
  });
  acknowledge(bucket, { 'AwsSolutions-S1': 'This bucket takes the access logs; logging its own would never end.' });
  return bucket;
};

const closed = (keepOnDestroy: boolean) => ({
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  enforceSSL: true,
  removalPolicy: keepOnDestroy ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
});

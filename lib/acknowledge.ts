import { CfnElement, DefaultStackSynthesizer, Stack, Validations } from 'aws-cdk-lib';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';

/** Accepts findings of the rule pack on a construct and all below it: reason in words by rule id. */
export const acknowledge = (construct: IConstruct, reasons: Readonly<Record<string, string>>): void => {
  for (const [id, reason] of Object.entries(reasons)) Validations.of(construct).acknowledge({ id, reason });
};

/** Reasons for wildcards in permissions: the same reason for each finding, which is an `Action::…` or a `Resource::…`. */
export const wildcards = (reason: string, findings: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(findings.map((finding) => [`AwsSolutions-IAM5[${finding}]`, reason]));

/** The finding that a permission covers any object of a bucket, or of a folder of it. */
export const anyObjectOf = (bucket: IBucket, folder = ''): string => {
  const resource = bucket.node.defaultChild;
  const id = CfnElement.isCfnElement(resource) ? Stack.of(bucket).getLogicalId(resource) : '';
  return `Resource::<${id}.Arn>/${folder}*`;
};

/** Actions that `grantRead` and `grantReadWrite` of a bucket write with a star. */
export const BUCKET_ACTIONS = ['Abort', 'DeleteObject', 'GetBucket', 'GetObject', 'List'].map(
  (verb) => `Action::s3:${verb}*`,
);

/** The finding that a permission covers any asset of the bootstrapped account. */
export const anyAssetOf = (stack: Stack): string =>
  `Resource::arn:aws:s3:::cdk-${DefaultStackSynthesizer.DEFAULT_QUALIFIER}-assets-<AWS::AccountId>-${stack.region}/*`;

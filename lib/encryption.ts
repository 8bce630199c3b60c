import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { acknowledge, wildcards } from './acknowledge.ts';

const FAMILIES = 'Each names a family of two calls (with and without plaintext, from and to), on this one key alone.';

/** One customer-managed key for everything at rest: with it, whoever may not use the key reads nothing, whatever other policies say. */
export class Encryption extends Construct {
  readonly key: Key;

  constructor(scope: Construct, id: string, { keepOnDestroy }: { readonly keepOnDestroy: boolean }) {
    super(scope, id);
    acknowledge(Stack.of(this), wildcards(FAMILIES, ['Action::kms:GenerateDataKey*', 'Action::kms:ReEncrypt*']));
    this.key = new Key(this, 'Key', {
      description: 'Payments, decisions, alerts and logs of Sluice at rest',
      enableKeyRotation: true,
      removalPolicy: keepOnDestroy ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    const { region, account, partition } = Stack.of(this);
    const ownLogs = `arn:${partition}:logs:${region}:${account}:log-group:*`;
    this.key.grantEncryptDecrypt(
      new ServicePrincipal(`logs.${region}.amazonaws.com`).withConditions({
        ArnLike: { 'kms:EncryptionContext:aws:logs:arn': ownLogs },
      }),
    );
    // Alarms reach an encrypted topic only when CloudWatch itself may use the key.
    this.key.grantEncryptDecrypt(
      new ServicePrincipal('cloudwatch.amazonaws.com').withConditions({
        StringEquals: { 'aws:SourceAccount': account },
      }),
    );
  }
}

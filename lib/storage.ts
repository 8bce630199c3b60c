import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import { FIVE_MINUTES } from './alarms.ts';

export type StorageProps = { readonly key: IKey; readonly alarms: Alarms; readonly keepOnDestroy: boolean };

/** By the item key alone: nobody is allowed to scan. PartiQL batches need actions of their own beside those of the plain calls. */
const READ = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:PartiQLSelect'];
const WRITE = [
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
  'dynamodb:BatchWriteItem',
  'dynamodb:ConditionCheckItem',
  'dynamodb:PartiQLInsert',
  'dynamodb:PartiQLUpdate',
  'dynamodb:PartiQLDelete',
];

/** Decisions (written once, streamed), profiles of the entities in payments, and what the console reads. */
export class Storage extends Construct {
  readonly decisions: Table;
  readonly profiles: Table;
  readonly console: Table;
  readonly environment: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, { key, alarms, keepOnDestroy }: StorageProps) {
    super(scope, id);
    const common = {
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      timeToLiveAttribute: 'expiresAt',
      removalPolicy: keepOnDestroy ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      deletionProtection: keepOnDestroy,
    };
    this.decisions = new Table(this, 'Decisions', {
      ...common,
      partitionKey: { name: 'id', type: AttributeType.STRING },
      stream: StreamViewType.NEW_IMAGE,
    });
    // Sparse: only payments held or blocked carry `queue`, so the many approved cost nothing here.
    this.decisions.addGlobalSecondaryIndex({
      indexName: 'queue-index',
      partitionKey: { name: 'queue', type: AttributeType.STRING },
      sortKey: { name: 'decidedAt', type: AttributeType.NUMBER },
      projectionType: ProjectionType.ALL,
    });
    this.profiles = new Table(this, 'Profiles', {
      ...common,
      partitionKey: { name: 'key', type: AttributeType.STRING },
    });
    this.console = new Table(this, 'Console', {
      ...common,
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
    });
    this.environment = {
      DECISIONS_TABLE: this.decisions.tableName,
      PROFILES_TABLE: this.profiles.tableName,
      CONSOLE_TABLE: this.console.tableName,
    };
    for (const table of [this.decisions, this.profiles, this.console]) this.#watch(table, alarms);
  }

  /** What deciding and labelling do: both look up and write decisions and profiles. */
  grantDecide(grantee: IGrantable): void {
    this.#grant(grantee, this.decisions, [...READ, ...WRITE]);
    this.#grant(grantee, this.profiles, [...READ, ...WRITE]);
  }

  /** What the dashboard's pages are made of. */
  grantRead(grantee: IGrantable): void {
    this.#grant(grantee, this.decisions, READ, [`${this.decisions.tableArn}/index/queue-index`]);
    this.#grant(grantee, this.profiles, READ);
    this.#grant(grantee, this.console, READ);
  }

  /** Boards, alert claims and quarantine. */
  grantConsole(grantee: IGrantable): void {
    this.#grant(grantee, this.console, [...READ, ...WRITE]);
  }

  #grant(grantee: IGrantable, table: Table, actions: readonly string[], more: readonly string[] = []): void {
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({ actions: [...actions], resources: [table.tableArn, ...more] }),
    );
    table.encryptionKey?.grantEncryptDecrypt(grantee);
  }

  #watch(table: Table, alarms: Alarms): void {
    alarms.raise(this, `${table.node.id}Throttled`, {
      says: `Writes to the ${table.node.id} table are throttled, so batches are tried again.`,
      runbook: 'A table is throttled',
      metric: table.metric('WriteThrottleEvents', { statistic: 'Sum', period: FIVE_MINUTES }),
      threshold: 10,
    });
  }
}

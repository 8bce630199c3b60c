import { Duration, RemovalPolicy, Size, Stack } from 'aws-cdk-lib';
import { CfnNamedQuery, CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import {
  DeliveryStream,
  EnableLogging,
  InputFormat,
  OutputFormat,
  S3Bucket,
  SchemaConfiguration,
  StreamEncryption,
} from 'aws-cdk-lib/aws-kinesisfirehose';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge, anyObjectOf, BUCKET_ACTIONS, wildcards } from './acknowledge.ts';
import { type Alarms, FIVE_MINUTES } from './alarms.ts';
import { ARCHIVE_COLUMNS, ARCHIVE_PARTITION, ARCHIVE_TABLE } from './archive-columns.ts';
import { archiveQueries } from './archive-queries.ts';
import type { MonitoringConfig } from './config.ts';
import { privateBucket } from './private-bucket.ts';

export type ArchiveProps = {
  readonly key: IKey;
  readonly alarms: Alarms;
  readonly accessLogs: IBucket;
  readonly keepOnDestroy: boolean;
  readonly monitoring: MonitoringConfig;
  /** Whether the queries are saved in Athena. */
  readonly saveQueries: boolean;
};

const ROWS = 'changes/';
const FAILED = 'failed/';
const RESULTS = 'results/';
const SCAN_LIMIT_BYTES = 100_000_000_000;

/** Every decision and label for good: Firehose writes Parquet by day to S3, and Athena asks it in SQL. */
export class Archive extends Construct {
  readonly bucket: Bucket;
  readonly environment: Readonly<Record<string, string>>;
  readonly #delivery: DeliveryStream;

  constructor(scope: Construct, id: string, props: ArchiveProps) {
    super(scope, id);
    this.bucket = privateBucket(this, 'Files', {
      ...props,
      lifecycleRules: [{ prefix: RESULTS, expiration: Duration.days(7) }],
    });
    const { database, table } = this.#table();
    this.#delivery = this.#deliver(table, props);
    this.environment = { ARCHIVE_STREAM: this.#delivery.deliveryStreamName };
    const group = this.#workGroup(props.key);
    if (props.saveQueries) this.#saveQueries(database, group);
    props.alarms.raise(this, 'Late', {
      says: 'Rows wait more than half an hour for the archive.',
      runbook: 'The archive is behind',
      metric: this.#delivery.metric('DeliveryToS3.DataFreshness', { statistic: 'Maximum', period: FIVE_MINUTES }),
      threshold: 1_800,
    });
  }

  grantPut(grantee: IGrantable): void {
    this.#delivery.grantPutRecords(grantee);
  }

  #table(): { readonly database: CfnDatabase; readonly table: CfnTable } {
    const catalogId = Stack.of(this).account;
    // The name that CloudFormation would give has hyphens, which Athena takes in quotes alone; and what it named so cannot be changed any more.
    const name = Stack.of(this).stackName.toLowerCase().replaceAll('-', '_');
    const database = new CfnDatabase(this, 'Database', { catalogId, databaseInput: { name } });
    const location = this.bucket.s3UrlForObject(ROWS);
    const table = new CfnTable(this, 'Changes', {
      catalogId,
      databaseName: database.ref,
      tableInput: {
        name: ARCHIVE_TABLE,
        tableType: 'EXTERNAL_TABLE',
        partitionKeys: [{ name: ARCHIVE_PARTITION, type: 'string', comment: 'when it reached the archive, UTC' }],
        parameters: {
          classification: 'parquet',
          // Athena works the days out by itself: no crawler runs, and a new day is there at once.
          'projection.enabled': 'true',
          [`projection.${ARCHIVE_PARTITION}.type`]: 'date',
          [`projection.${ARCHIVE_PARTITION}.format`]: 'yyyy-MM-dd',
          [`projection.${ARCHIVE_PARTITION}.range`]: '2026-01-01,NOW',
          'storage.location.template': `${location}${ARCHIVE_PARTITION}=\${${ARCHIVE_PARTITION}}/`,
        },
        storageDescriptor: {
          location,
          columns: ARCHIVE_COLUMNS.map(([name, type, comment]) => ({ name, type, comment })),
          inputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
          outputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
          serdeInfo: { serializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe' },
        },
      },
    });
    return { database, table };
  }

  #deliver(table: CfnTable, { key, monitoring }: ArchiveProps): DeliveryStream {
    const logGroup = new LogGroup(this, 'Logs', {
      encryptionKey: key,
      retention: monitoring.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const delivery = new DeliveryStream(this, 'Delivery', {
      encryption: StreamEncryption.customerManagedKey(key),
      destination: new S3Bucket(this.bucket, {
        bufferingInterval: Duration.minutes(5),
        bufferingSize: Size.mebibytes(64),
        dataFormatConversion: {
          schemaConfiguration: SchemaConfiguration.fromCfnTable(table),
          inputFormat: InputFormat.OPENX_JSON,
          outputFormat: OutputFormat.PARQUET,
        },
        dataOutputPrefix: `${ROWS}${ARCHIVE_PARTITION}=!{timestamp:yyyy-MM-dd}/`,
        errorOutputPrefix: `${FAILED}!{firehose:error-output-type}/!{timestamp:yyyy-MM-dd}/`,
        encryptionKey: key,
        loggingConfig: new EnableLogging(logGroup),
      }),
    });
    acknowledge(delivery, {
      ...wildcards('Firehose names its objects by time: its role covers the objects of this one bucket.', [
        ...BUCKET_ACTIONS,
        anyObjectOf(this.bucket),
      ]),
      ...wildcards('glue:GetSchemaVersion has no resource to name where the table carries its own schema.', [
        'Resource::*',
      ]),
    });
    return delivery;
  }

  #workGroup(key: IKey): CfnWorkGroup {
    return new CfnWorkGroup(this, 'WorkGroup', {
      name: `${Stack.of(this).stackName}-archive`,
      recursiveDeleteOption: true,
      workGroupConfiguration: {
        enforceWorkGroupConfiguration: true,
        publishCloudWatchMetricsEnabled: true,
        bytesScannedCutoffPerQuery: SCAN_LIMIT_BYTES,
        resultConfiguration: {
          outputLocation: this.bucket.s3UrlForObject(RESULTS),
          encryptionConfiguration: { encryptionOption: 'SSE_KMS', kmsKey: key.keyArn },
        },
      },
    });
  }

  #saveQueries(database: CfnDatabase, group: CfnWorkGroup): void {
    for (const { name, description, sql } of archiveQueries()) {
      const query = new CfnNamedQuery(this, `Query-${name}`, {
        name,
        description,
        database: database.ref,
        queryString: sql,
        workGroup: group.name,
      });
      query.addResourceDependency(group);
    }
  }
}

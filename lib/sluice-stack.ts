import { CfnOutput, Stack, type StackProps, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Alarms } from './alarms.ts';
import { Api, openGateway } from './api.ts';
import { Archive } from './archive.ts';
import type { SluiceConfig } from './config.ts';
import { Encryption } from './encryption.ts';
import { FanOut } from './fan-out.ts';
import { Identity } from './identity.ts';
import { Ingestion } from './ingestion.ts';
import { ModelEndpoint } from './model.ts';
import { ModelPipeline } from './model-pipeline.ts';
import { Monitoring } from './monitoring.ts';
import { accessLogBucket } from './private-bucket.ts';
import { Scoring } from './scoring.ts';
import { Storage } from './storage.ts';
import { Watching } from './watching.ts';
import { Website } from './website.ts';

export type SluiceStackProps = StackProps & { readonly config: SluiceConfig };

/** ingest -> score (profiles, features, rules, model) -> record -> alert, tally, archive -> serve */
export class SluiceStack extends Stack {
  constructor(scope: Construct, id: string, { config, ...stackProps }: SluiceStackProps) {
    super(scope, id, {
      description: 'Sluice: decides payments in real time',
      ...stackProps,
      env: { region: config.region, ...stackProps.env },
    });
    const { keepOnDestroy } = config.storage;
    const { key } = new Encryption(this, 'Encryption', { keepOnDestroy });
    const alarms = new Alarms(this, 'Alarms', { key, emails: config.alerts.operatorEmails });
    const accessLogs = accessLogBucket(this, 'AccessLogs', keepOnDestroy);
    const common = { key, alarms, accessLogs, keepOnDestroy, monitoring: config.monitoring };

    const ingestion = new Ingestion(this, 'Ingestion', { ...common, ...config.ingestion });
    const storage = new Storage(this, 'Storage', common);
    const archive = new Archive(this, 'Archive', { ...common, saveQueries: !config.leftOut.athenaQueries });
    const model = new ModelEndpoint(this, 'Model', { ...common, model: config.model, captures: archive.bucket });
    if (config.pipeline) new ModelPipeline(this, 'Pipeline', { ...common, model, pipeline: config.pipeline });
    const scoring = new Scoring(this, 'Scoring', {
      ...common,
      ...config.scoring,
      ...config.storage,
      ingestion,
      storage,
      model,
    });
    const fanOut = new FanOut(this, 'FanOut', { ...common, ...config.fanOut, storage, archive, alerts: config.alerts });

    const watching = new Watching(this, 'Watching', { ...common, storage });

    const gateway = openGateway(this, 'Gateway');
    const identity = new Identity(this, 'Identity', {
      ...common,
      ...config.identity,
      stage: config.stage,
      siteUrl: gateway.apiEndpoint,
    });
    const website = new Website(this, 'Website', { ...common, identity, upload: !config.leftOut.siteUpload });
    const { score } = scoring;
    const { site } = website;
    const api = new Api(this, 'Api', {
      ...common,
      ...config.api,
      api: gateway,
      storage,
      ingestion,
      model,
      identity,
      score,
      site,
    });
    new Monitoring(this, 'Monitoring', {
      ...config.monitoring,
      alarms,
      ingestion,
      scoring,
      fanOut,
      watching,
      api,
      formulas: !config.leftOut.metricMathAlarms,
    });

    Tags.of(this).add('project', 'sluice');
    Tags.of(this).add('stage', config.stage);
    this.#tell({
      SiteUrl: gateway.apiEndpoint,
      SiteBucket: website.files.bucketName,
      DashboardConfig: website.dashboardConfig,
      PaymentsStream: ingestion.payments.streamName,
      DecisionsTable: storage.decisions.tableName,
      ConsoleTable: storage.console.tableName,
      AlertsTopicArn: fanOut.topic.topicArn,
      UserPoolId: identity.users.userPoolId,
      MachineClientId: identity.machine.userPoolClientId,
      SignInOrigin: identity.signInOrigin,
      ArchiveBucket: archive.bucket.bucketName,
    });
  }

  #tell(outputs: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}

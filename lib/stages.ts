import type { SluiceConfig, Stage } from './config.ts';
import type { ModelConfig } from './model-config.ts';
import { PIPELINE_SIZE } from './pipeline-config.ts';

/** What a deployment is told from outside: everything else about a stage is written below. */
export type Told = Pick<SluiceConfig, 'region' | 'alerts'> & {
  readonly model: ModelConfig;
  readonly webAclArn?: string;
  /** Folder with the packed code of the training pipeline, where there is to be one. */
  readonly pipelineCode?: string;
};

export const configOf = (stage: Stage, told: Told): SluiceConfig => CONFIGS[stage](told);

/** A batch is what a second gathers, as long as it fits a call: accounts that meet in it have their profiles read and written once. */
const SCORING = {
  batchSize: 500,
  batchWindowSeconds: 1,
  parallelization: 2,
  retries: 10,
  maxAgeHours: 12,
  memoryMb: 1024,
};
const ALL_OF_IT = {};

const dev = ({ region, alerts, model, webAclArn, pipelineCode }: Told): SluiceConfig => ({
  stage: 'dev',
  region,
  alerts,
  model,
  ...(pipelineCode !== undefined && { pipeline: { code: pipelineCode, ...PIPELINE_SIZE } }),
  ingestion: { capacity: { mode: 'provisioned', shards: 1 }, retentionHours: 24, enhancedFanOut: false },
  scoring: SCORING,
  fanOut: { boardBatchSize: 1_000, boardSeconds: 1 },
  storage: { decisionTtlDays: 30, keepOnDestroy: false },
  api: { writing: { perSecond: 50, burst: 100 }, reading: { perSecond: 50, burst: 100 } },
  identity: { mfa: 'optional', webAclArn },
  monitoring: { logRetentionDays: 7, blockRateBand: { least: 0, most: 0.2 }, mostAlertsInFiveMinutes: 500 },
  leftOut: ALL_OF_IT,
});

const prod = (told: Told): SluiceConfig => ({
  ...dev(told),
  stage: 'prod',
  ingestion: { capacity: { mode: 'on-demand' }, retentionHours: 72, enhancedFanOut: false },
  scoring: { ...SCORING, maxAgeHours: 48, memoryMb: 1769 },
  fanOut: { boardBatchSize: 1_000, boardSeconds: 5 },
  storage: { decisionTtlDays: 0, keepOnDestroy: true },
  api: { writing: { perSecond: 1000, burst: 2000 }, reading: { perSecond: 100, burst: 200 } },
  identity: { mfa: 'required', webAclArn: told.webAclArn },
  monitoring: { logRetentionDays: 90, blockRateBand: { least: 0.0001, most: 0.05 }, mostAlertsInFiveMinutes: 200 },
});

/** The stage of the emulator: as dev, but for what the emulator cannot do. */
const local = (told: Told): SluiceConfig => ({
  ...dev(told),
  stage: 'local',
  identity: { mfa: 'optional', signInOrigin: 'http://localhost:4566' },
  leftOut: {
    athenaQueries: 'MiniStack has no AWS::Athena::NamedQuery; the same SQL is run on the Parquet files instead',
    metricMathAlarms: 'MiniStack has alarms on single metrics only',
    siteUpload:
      'the custom resource of BucketDeployment needs an AWS CLI at /opt/awscli; `npm run deploy:local` uploads the files',
  },
});

const CONFIGS: Readonly<Record<Stage, (told: Told) => SluiceConfig>> = { dev, prod, local };

import type { ModelConfig } from './model-config.ts';
import type { PipelineConfig } from './pipeline-config.ts';

export const STAGES = ['dev', 'prod', 'local'] as const;
export type Stage = (typeof STAGES)[number];

/** Parts of the stack that an emulator may refuse; each stage that leaves one out says why. */
export type Part = 'athenaQueries' | 'metricMathAlarms' | 'siteUpload';

export type SluiceConfig = {
  readonly stage: Stage;
  readonly region: string;
  readonly ingestion: IngestionConfig;
  readonly scoring: ScoringConfig;
  readonly fanOut: FanOutConfig;
  readonly model: ModelConfig;
  /** Trains models on AWS; left out where they are trained elsewhere. */
  readonly pipeline?: PipelineConfig;
  readonly storage: StorageConfig;
  readonly alerts: AlertsConfig;
  readonly api: ApiConfig;
  readonly identity: IdentityConfig;
  readonly monitoring: MonitoringConfig;
  /** Reason by part that is left out. */
  readonly leftOut: Readonly<Partial<Record<Part, string>>>;
};

export type IngestionConfig = {
  /** On demand costs per gigabyte and scales by itself; provisioned costs per shard-hour and is cheaper under steady load. */
  readonly capacity: { readonly mode: 'on-demand' } | { readonly mode: 'provisioned'; readonly shards: number };
  readonly retentionHours: number;
  /** A read pipe of its own for the scoring function: lower latency, US$0.015 per shard-hour more. */
  readonly enhancedFanOut: boolean;
};

export type ScoringConfig = {
  /** Records of one call at most, 1-10,000. */
  readonly batchSize: number;
  /** How long a batch that is not full waits, whole seconds; 0 waits for nothing. */
  readonly batchWindowSeconds: number;
  /** Batches of one shard at the same time, 1-10; payments of one sender stay in order. */
  readonly parallelization: number;
  readonly retries: number;
  readonly maxAgeHours: number;
  readonly memoryMb: number;
};

export type FanOutConfig = {
  /** Changes that are counted and archived in one call at most, 1-10,000. */
  readonly boardBatchSize: number;
  /** How long they are gathered, whole seconds: each call writes the boards anew, so the dashboard is behind by as much and costs by as little. */
  readonly boardSeconds: number;
};

export type StorageConfig = {
  /** After how many days a decision expires; 0 keeps it. */
  readonly decisionTtlDays: number;
  /** Whether tables and buckets outlive the stack. */
  readonly keepOnDestroy: boolean;
};

export type AlertsConfig = {
  /** Told of held and blocked payments. */
  readonly emails: readonly string[];
  /** E.164 numbers told of blocked payments. */
  readonly phones: readonly string[];
  /** Told of the system's own alarms. */
  readonly operatorEmails: readonly string[];
};

export type RateLimit = { readonly perSecond: number; readonly burst: number };

export type ApiConfig = {
  /** Of every route that writes or scores. */
  readonly writing: RateLimit;
  /** Of every route that reads. */
  readonly reading: RateLimit;
};

export type IdentityConfig = {
  /** Where the hosted sign-in pages are, when not at the user pool's own domain. */
  readonly signInOrigin?: string;
  /** Required of people; machine clients have none. */
  readonly mfa: 'required' | 'optional';
  /** Of a regional AWS WAF web ACL that stands before the sign-in pages. */
  readonly webAclArn?: string;
};

export type MonitoringConfig = {
  readonly logRetentionDays: 7 | 30 | 90;
  /** Share of payments blocked, 0-1; outside it, rules, model or customers have changed. */
  readonly blockRateBand: { readonly least: number; readonly most: number };
  /** Alerts in five minutes that people can still work through. */
  readonly mostAlertsInFiveMinutes: number;
};

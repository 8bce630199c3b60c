/** What trains models on AWS. */
export type PipelineConfig = {
  /** Folder that `npm run model:pack` packed. */
  readonly code: string;
  readonly instanceType: `ml.${string}`;
  readonly volumeGb: number;
};

/** Memory for a table of some ten million payments. */
export const PIPELINE_SIZE = { instanceType: 'ml.m5.2xlarge', volumeGb: 100 } as const;

/** What scores before the in-process model does. Behind each of these stands the ladder: ONNX in process, rules, static policy. */
export type ModelConfig = NoEndpoint | RealTimeEndpoint | ServerlessEndpoint | StandInEndpoint;

export type NoEndpoint = { readonly kind: 'none' };

type Endpoint = {
  /** Path of model.tar.gz with the booster in it, as the built-in XGBoost container reads it. */
  readonly artefact: string;
} & Budgets;

type Budgets = {
  /** How long scoring waits for the endpoint before it takes the next rung: of one payment that somebody waits for, and of a batch of the stream. */
  readonly budgetMs: number;
  readonly batchBudgetMs: number;
};

export type RealTimeEndpoint = Endpoint & {
  readonly kind: 'realtime';
  readonly instanceType: `ml.${string}`;
  readonly instances: { readonly least: number; readonly most: number };
  /** Calls a minute that one instance is kept at. */
  readonly callsPerInstance: number;
  /** Share of requests whose input and output are kept, in percent; 0 keeps none. */
  readonly capturePercent: number;
};

export type ServerlessEndpoint = Endpoint & {
  readonly kind: 'serverless';
  readonly memoryMb: 1024 | 2048 | 3072 | 4096 | 5120 | 6144;
  readonly mostAtOnce: number;
};

/** A process outside the stack that answers InvokeEndpoint: for tests on an emulator. */
export type StandInEndpoint = Budgets & {
  readonly kind: 'stand-in';
  readonly url: string;
};

export const MODEL_KINDS = [
  'none',
  'realtime',
  'serverless',
  'stand-in',
] as const satisfies readonly ModelConfig['kind'][];

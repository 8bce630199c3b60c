import { evaluateStep, featuresStep, parameter, registerStep, trainStep, updateStep } from './steps.ts';

/** What the definitions name of the account that they run in. */
export type PipelineSurroundings = {
  readonly region: string;
  readonly image: string;
  readonly role: string;
  readonly instanceType: string;
  readonly volumeGb: number;
  /** S3 URIs of the packed code, and of the folders that steps write below: of what a run needs, and of what it leaves for good. */
  readonly code: string;
  readonly work: string;
  readonly models: string;
  readonly kmsKey: string;
  readonly packageGroup: string;
};

type Parameter = {
  readonly Name: string;
  readonly Type: 'String' | 'Float' | 'Integer';
  readonly DefaultValue?: unknown;
};

export type Definition = {
  readonly Version: '2020-12-01';
  readonly Parameters: readonly Parameter[];
  readonly Steps: readonly object[];
};

/** What a run may be given; a parameter without a default must be. */
const PARAMETERS: readonly Parameter[] = [
  { Name: 'Payments', Type: 'String' },
  { Name: 'Mapping', Type: 'String' },
  { Name: 'LabelDelayDays', Type: 'Float', DefaultValue: 7 },
  { Name: 'Seed', Type: 'Integer', DefaultValue: 1 },
  { Name: 'Candidate', Type: 'String', DefaultValue: 'xgboost' },
  { Name: 'Params', Type: 'String', DefaultValue: '{}' },
  { Name: 'LeastAveragePrecision', Type: 'Float', DefaultValue: 0.5 },
  { Name: 'LeastProbabilitiesPerFraud', Type: 'Float', DefaultValue: 0.8 },
  { Name: 'MostProbabilitiesPerFraud', Type: 'Float', DefaultValue: 1.25 },
];

/**
 * features -> train -> evaluate -> register, if it is good enough. The schema is SageMaker's pipeline definition 2020-12-01
 * (github.com/aws-sagemaker-mlops/sagemaker-model-building-pipeline-definition-JSON-schema).
 */
export const trainingPipeline = (around: PipelineSurroundings): Definition => ({
  Version: '2020-12-01',
  Parameters: PARAMETERS,
  Steps: [featuresStep(around), trainStep(around), evaluateStep(around), goodEnough(around)],
});

/** Puts the newest approved model behind the endpoint: started when a person approves one in the registry. */
export const releasePipeline = (around: PipelineSurroundings, endpointName: string): Definition => ({
  Version: '2020-12-01',
  Parameters: [],
  Steps: [updateStep(around, endpointName)],
});

const measured = (metric: string) => ({
  'Std:JsonGet': {
    PropertyFile: { Get: 'Steps.Evaluate.PropertyFiles.Evaluation' },
    Path: `metrics.${metric}.value`,
  },
});

const goodEnough = (around: PipelineSurroundings) => ({
  Name: 'GoodEnough',
  Type: 'Condition',
  Arguments: {
    Conditions: [
      atLeast(measured('average_precision'), parameter('LeastAveragePrecision')),
      atLeast(measured('probabilities_per_fraud'), parameter('LeastProbabilitiesPerFraud')),
      atLeast(parameter('MostProbabilitiesPerFraud'), measured('probabilities_per_fraud')),
    ],
    IfSteps: [registerStep(around)],
    ElseSteps: [
      {
        Name: 'NotGoodEnough',
        Type: 'Fail',
        Arguments: {
          ErrorMessage: {
            'Std:Join': {
              On: ' ',
              Values: [
                'average precision',
                measured('average_precision'),
                'and sum of probabilities per fraud',
                measured('probabilities_per_fraud'),
                'are not within the limits of this run: nothing is registered',
              ],
            },
          },
        },
      },
    ],
  },
});

const atLeast = (left: object, right: object) => ({
  Type: 'GreaterThanOrEqualTo',
  LeftValue: left,
  RightValue: right,
});

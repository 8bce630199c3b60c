import type { PipelineSurroundings } from './definition.ts';

const PROCESSING = '/opt/ml/processing';
/** The code comes as one zip, of which a job unpacks itself what it runs. */
const UNPACK_AND_RUN = (folder: string): readonly string[] => [
  'bash',
  '-c',
  `python3 -m zipfile -e ${folder}/*.zip /tmp/code && exec bash /tmp/code/model/pipeline/run.sh "$@"`,
  'run',
];
const DAY_SECONDS = 86_400;

/** A parameter of the run. */
export const parameter = (name: string) => ({ Get: `Parameters.${name}` });
const outputOf = (step: string, output: string) => ({
  Get: `Steps.${step}.ProcessingOutputConfig.Outputs['${output}'].S3Output.S3Uri`,
});
/** As text, which arguments must be. */
const texts = (...values: readonly unknown[]) => ({ 'Std:Join': { On: '', Values: values } });

type Processing = {
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: readonly string[];
  readonly words: readonly unknown[];
  readonly more?: object;
};

const processing = (around: PipelineSurroundings, { name, inputs, outputs, words, more }: Processing) => ({
  Name: name,
  Type: 'Processing',
  Arguments: {
    RoleArn: around.role,
    AppSpecification: {
      ImageUri: around.image,
      ContainerEntrypoint: UNPACK_AND_RUN(`${PROCESSING}/input/code`),
      ContainerArguments: words,
    },
    ProcessingResources: { ClusterConfig: { ...sizeOf(around), VolumeKmsKeyId: around.kmsKey } },
    ProcessingInputs: Object.entries({ code: around.code, ...inputs }).map(([input, uri]) => ({
      InputName: input,
      S3Input: {
        S3Uri: uri,
        LocalPath: `${PROCESSING}/input/${input}`,
        S3DataType: 'S3Prefix',
        S3InputMode: 'File',
      },
    })),
    ProcessingOutputConfig: {
      KmsKeyId: around.kmsKey,
      Outputs: outputs.map((output) => ({
        OutputName: output,
        S3Output: {
          S3Uri: texts(around.work, '/', { Get: 'Execution.PipelineExecutionId' }, `/${output}`),
          LocalPath: `${PROCESSING}/output/${output}`,
          S3UploadMode: 'EndOfJob',
        },
      })),
    },
    StoppingCondition: { MaxRuntimeInSeconds: DAY_SECONDS },
  },
  ...more,
});

const sizeOf = ({ instanceType, volumeGb }: PipelineSurroundings) => ({
  InstanceType: instanceType,
  InstanceCount: 1,
  VolumeSizeInGB: volumeGb,
});

/** Replays the payments through the TypeScript that scores live ones: `npm run features`. */
export const featuresStep = (around: PipelineSurroundings) =>
  processing(around, {
    name: 'Features',
    inputs: { payments: parameter('Payments'), mapping: parameter('Mapping') },
    outputs: ['table'],
    words: ['features', texts(parameter('LabelDelayDays'))],
  });

/** `npm run train` without the comparisons of its card. */
export const trainStep = (around: PipelineSurroundings) => ({
  Name: 'Train',
  Type: 'Training',
  Arguments: {
    RoleArn: around.role,
    AlgorithmSpecification: {
      TrainingImage: around.image,
      TrainingInputMode: 'File',
      ContainerEntrypoint: UNPACK_AND_RUN('/opt/ml/input/data/code'),
      ContainerArguments: ['train'],
    },
    HyperParameters: {
      label_delay_days: texts(parameter('LabelDelayDays')),
      seed: texts(parameter('Seed')),
      candidate: parameter('Candidate'),
      params: parameter('Params'),
    },
    InputDataConfig: [channel('code', around.code), channel('table', outputOf('Features', 'table'))],
    OutputDataConfig: { S3OutputPath: around.models, KmsKeyId: around.kmsKey },
    ResourceConfig: { ...sizeOf(around), VolumeKmsKeyId: around.kmsKey },
    StoppingCondition: { MaxRuntimeInSeconds: DAY_SECONDS },
  },
});

const channel = (name: string, uri: unknown) => ({
  ChannelName: name,
  DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: uri, S3DataDistributionType: 'FullyReplicated' } },
});

const MODEL = { Get: 'Steps.Train.ModelArtifacts.S3ModelArtifacts' };

/** Holds the artefact to training's own scores, and measures it on what came after. */
export const evaluateStep = (around: PipelineSurroundings) =>
  processing(
    { ...around, work: around.models },
    {
      name: 'Evaluate',
      inputs: {
        model: MODEL,
        artefacts: texts(
          { Get: 'Steps.Train.OutputDataConfig.S3OutputPath' },
          '/',
          { Get: 'Steps.Train.TrainingJobName' },
          '/output/output.tar.gz',
        ),
        table: outputOf('Features', 'table'),
      },
      outputs: ['evaluation'],
      words: ['evaluate', '--label-delay-days', texts(parameter('LabelDelayDays'))],
      more: {
        PropertyFiles: [{ PropertyFileName: 'Evaluation', OutputName: 'evaluation', FilePath: 'evaluation.json' }],
      },
    },
  );

/** Registers the artefact with its figures; a second person approves it or not. */
export const registerStep = ({ image, packageGroup }: PipelineSurroundings) => ({
  Name: 'Register',
  Type: 'RegisterModel',
  Arguments: {
    ModelPackageGroupName: packageGroup,
    ModelApprovalStatus: 'PendingManualApproval',
    ModelMetrics: {
      ModelQuality: {
        Statistics: {
          ContentType: 'application/json',
          S3Uri: texts(outputOf('Evaluate', 'evaluation'), '/evaluation.json'),
        },
      },
    },
    InferenceSpecification: {
      Containers: [{ Image: image, ModelDataUrl: MODEL }],
      SupportedContentTypes: ['text/csv', 'text/libsvm'],
      SupportedResponseMIMETypes: ['text/csv'],
    },
  },
});

/** Puts the newest approved model behind the endpoint. */
export const updateStep = (around: PipelineSurroundings, endpointName: string) =>
  processing(around, {
    name: 'UpdateEndpoint',
    inputs: {},
    outputs: [],
    words: [
      'update-endpoint',
      ...['--endpoint', endpointName],
      ...['--group', around.packageGroup],
      ...['--role', around.role],
      ...['--region', around.region],
    ],
  });

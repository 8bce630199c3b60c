import { Command, Option } from 'commander';

export type StackOptions = {
  readonly stage: string;
  readonly region?: string;
  readonly model?: string;
  readonly modelArtefact?: string;
  readonly modelUrl?: string;
  readonly alertEmails?: string;
  readonly alertPhones?: string;
  readonly operatorEmails?: string;
  readonly webAclArn?: string;
  readonly pipelineCode?: string;
  /** Arguments behind `--`, for the CDK. */
  readonly rest?: readonly string[];
};

/** A command about one stage's stack. What is wrong with a value is told at synthesis, all at once. */
export const stackCommand = (name: string, description: string): Command =>
  new Command(`npm run ${name} --`)
    .description(description)
    .addOption(
      new Option('--stage <stage>', 'which configuration').choices(['dev', 'prod', 'local']).makeOptionMandatory(),
    )
    .option('--region <region>', 'AWS region; otherwise AWS_REGION or the profile tells')
    .option('--model <kind>', 'none, realtime or serverless: what scores before the in-process model')
    .option('--model-artefact <path>', 'model.tar.gz of the endpoint')
    .option('--model-url <url>', 'with --model stand-in, stage local: a loopback process that speaks InvokeEndpoint')
    .option('--alert-emails <list>', 'told of held and blocked payments, separated by commas')
    .option('--alert-phones <list>', 'E.164 numbers told of blocked payments, separated by commas')
    .option('--operator-emails <list>', "told of the system's alarms, separated by commas")
    .option('--web-acl-arn <arn>', 'a regional AWS WAF web ACL before the sign-in pages')
    .option('--pipeline-code <folder>', 'with a SageMaker Pipeline that trains: what `npm run model:pack` packed')
    .showHelpAfterError('(--help tells the options)');

export const stackName = (stage: string): string => `Sluice-${stage}`;

/** The options as the CDK's context arguments. */
export const contextArgs = ({ rest = [], ...options }: StackOptions): readonly string[] => [
  ...Object.entries({ ...options, region: options.region ?? process.env['AWS_REGION'] }).flatMap(([name, value]) =>
    typeof value === 'string' ? ['-c', `${name}=${value}`] : [],
  ),
  ...rest,
];

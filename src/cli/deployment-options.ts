import { type Command, Option } from 'commander';

export type DeploymentOptions = { readonly stage?: string; readonly region?: string };

/** The options by which a command is told of a deployed stack; `--target local` and `--stage local` are the same. */
export const withDeployment = (command: Command): Command =>
  command
    .addOption(new Option('--stage <stage>', 'of the stack deployed as this stage').choices(['dev', 'prod', 'local']))
    .option('--region <region>', 'with --stage: its AWS region; otherwise AWS_REGION or the profile tells');

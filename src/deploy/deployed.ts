import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { findAccount } from './check-account.ts';
import { LOCAL_CLIENT } from './deploy-local.ts';
import { EMULATOR_URL } from './emulator.ts';
import { stackName } from './stack-options.ts';
import { stackOutputs } from './stack-outputs.ts';

/** How a stack that is deployed is reached. */
export type Deployed = {
  /** For the SDK's clients. */
  readonly client: { readonly region: string } | typeof LOCAL_CLIENT;
  readonly outputs: Readonly<Record<string, string>>;
  /** Of PutRecords: the emulator ends an HTTP/2 session at the larger bodies that Kinesis takes. */
  readonly recordsACall?: number;
};

export type DeployedAt = { readonly stage: string; readonly region?: string };

const LOCAL_RECORDS_A_CALL = 100;

/** The stack of a stage. Throws, saying what to do, when the emulator does not answer, credentials are absent or nothing is deployed. */
export const deployed = async ({ stage, region }: DeployedAt): Promise<Deployed> => {
  if (stage === 'local')
    return { client: LOCAL_CLIENT, outputs: await outputsOf(LOCAL_CLIENT, stage), recordsACall: LOCAL_RECORDS_A_CALL };
  const client = { region: (await findAccount(region)).region };
  return { client, outputs: await outputsOf(client, stage) };
};

const outputsOf = async (client: Deployed['client'], stage: string): Promise<Deployed['outputs']> => {
  const command = stage === 'local' ? 'npm run deploy:local' : `npm run deploy -- --stage ${stage}`;
  try {
    return await stackOutputs(new CloudFormationClient(client), stackName(stage));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (error.name === 'ValidationError')
      throw known(`${stackName(stage)} is not deployed in ${client.region}: \`${command}\` deploys it`, error);
    if (stage === 'local' && 'code' in error)
      throw known(`no emulator answers on ${EMULATOR_URL}: \`${command}\` starts one and deploys to it`, error);
    throw error;
  }
};

/** Errors with a code are told to people without a stack. */
const known = (message: string, cause: Error): Error =>
  Object.assign(new Error(message, { cause }), { code: 'NOT_DEPLOYED' });

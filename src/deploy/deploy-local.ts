import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { S3Client } from '@aws-sdk/client-s3';
import { createDemoUser, type DemoUser } from './demo-user.ts';
import { EMULATOR_ENV, EMULATOR_URL } from './emulator.ts';
import { runCdk } from './run-cdk.ts';
import { contextArgs, type StackOptions, stackName } from './stack-options.ts';
import { stackOutputs } from './stack-outputs.ts';
import { uploadSite } from './upload-site.ts';

export type LocalDeployment = {
  readonly outputs: Readonly<Record<string, string>>;
  readonly user: DemoUser;
};

/** How this process's own clients reach the emulator. */
export const LOCAL_CLIENT = {
  endpoint: EMULATOR_URL,
  region: EMULATOR_ENV.AWS_REGION,
  credentials: { accessKeyId: EMULATOR_ENV.AWS_ACCESS_KEY_ID, secretAccessKey: EMULATOR_ENV.AWS_SECRET_ACCESS_KEY },
} as const;

const ACCOUNT = '000000000000';

/** Deploys the stack to the emulator that answers, as to AWS, and does by itself what the emulator cannot. */
export const deployLocal = async (options: Omit<StackOptions, 'stage'>, quiet = false): Promise<LocalDeployment> => {
  const local = { ...options, stage: 'local', region: LOCAL_CLIENT.region };
  const env = EMULATOR_ENV;
  await runCdk({ args: ['bootstrap', `aws://${ACCOUNT}/${local.region}`, ...contextArgs(local)], env, quiet: true });
  const args = ['deploy', stackName('local'), '--require-approval', 'never', ...contextArgs(local)];
  await runCdk({ args, env, quiet });
  const outputs = await stackOutputs(new CloudFormationClient(LOCAL_CLIENT), stackName('local'));
  await uploadSite({
    client: new S3Client({ ...LOCAL_CLIENT, forcePathStyle: true }),
    bucket: outputs['SiteBucket'],
    dashboardConfig: outputs['DashboardConfig'],
  });
  const user = await createDemoUser(new CognitoIdentityProviderClient(LOCAL_CLIENT), outputs['UserPoolId']);
  return { outputs, user };
};

import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { messageOf } from '../message-of.ts';

export type Account = { readonly account: string; readonly region: string };

const TOOLKIT = 'CDKToolkit';

/** The account that these credentials are of, and its region. Throws what is missing, and what to do. */
export const findAccount = async (givenRegion?: string): Promise<Account> => {
  const sts = new STSClient(givenRegion === undefined ? {} : { region: givenRegion });
  const region = await regionOf(sts);
  return { account: await accountOf(sts), region };
};

/** The same account, bootstrapped for the CDK. */
export const checkAccount = async (givenRegion?: string): Promise<Account> => {
  const { account, region } = await findAccount(givenRegion);
  if (!(await isBootstrapped(region)))
    throw known(
      'NOT_BOOTSTRAPPED',
      `account ${account} is not bootstrapped for the CDK in ${region}; once per account and region: npx cdk bootstrap aws://${account}/${region}`,
    );
  return { account, region };
};

const regionOf = async (sts: STSClient): Promise<string> => {
  try {
    return await sts.config.region();
  } catch (error) {
    throw known(
      'NO_REGION',
      'no AWS region: give --region, or set AWS_REGION or one in your profile. Without an account: npm run deploy:local',
      error,
    );
  }
};

const accountOf = async (sts: STSClient): Promise<string> => {
  try {
    return (await sts.send(new GetCallerIdentityCommand({}))).Account ?? '';
  } catch (error) {
    const why = messageOf(error);
    throw known(
      'NO_CREDENTIALS',
      `no usable AWS credentials (${why}); sign in with \`aws sso login\` or \`aws configure\`, or set AWS_PROFILE. Without an account: npm run deploy:local`,
      error,
    );
  }
};

const isBootstrapped = async (region: string): Promise<boolean> => {
  try {
    await new CloudFormationClient({ region }).send(new DescribeStacksCommand({ StackName: TOOLKIT }));
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'ValidationError') return false;
    throw error;
  }
};

/** Errors with a code are told to people without a stack. */
const known = (code: string, message: string, cause?: unknown): Error =>
  Object.assign(new Error(message, { cause }), { code });

import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { S3Client } from '@aws-sdk/client-s3';
import { run } from '../src/cli/run.ts';
import { checkAccount } from '../src/deploy/check-account.ts';
import { LOCAL_CLIENT } from '../src/deploy/deploy-local.ts';
import { emptyBuckets } from '../src/deploy/empty-buckets.ts';
import { EMULATOR_ENV, stopEmulator } from '../src/deploy/emulator.ts';
import { runCdk } from '../src/deploy/run-cdk.ts';
import { contextArgs, type StackOptions, stackCommand, stackName } from '../src/deploy/stack-options.ts';

const command = stackCommand(
  'destroy',
  'Deletes the stack of a stage; in prod, tables, archive and users are retained.',
)
  .option('--yes', 'do not ask, and empty the buckets that go with the stack first')
  .parse();

await run(async () => {
  const { yes, ...options } = command.opts<StackOptions & { readonly yes?: boolean }>();
  const name = stackName(options.stage);
  const isLocal = options.stage === 'local';
  const region = isLocal ? LOCAL_CLIENT.region : (await checkAccount(options.region)).region;
  const client = isLocal ? LOCAL_CLIENT : { region };
  if (isLocal || yes)
    await emptyBuckets(
      { cloudFormation: new CloudFormationClient(client), s3: new S3Client({ ...client, forcePathStyle: isLocal }) },
      name,
    );
  const args = ['destroy', name, ...(isLocal || yes ? ['--force'] : []), ...contextArgs({ ...options, region })];
  await runCdk({ args, env: isLocal ? EMULATOR_ENV : {} });
  if (isLocal && (await stopEmulator())) console.log('The emulator is stopped.');
});

import { run } from '../src/cli/run.ts';
import { checkAccount } from '../src/deploy/check-account.ts';
import { runCdk } from '../src/deploy/run-cdk.ts';
import { contextArgs, type StackOptions, stackCommand, stackName } from '../src/deploy/stack-options.ts';

const command = stackCommand(
  'deploy',
  'Deploys a stage to the AWS account of your credentials; `npm run deploy:local` needs none.',
)
  .option('--yes', 'do not ask before permissions are changed')
  .argument('[cdk...]', 'further arguments for `cdk deploy`')
  .parse();

await run(async () => {
  const { yes, ...options } = command.opts<StackOptions & { readonly yes?: boolean }>();
  if (options.stage === 'local') return command.error('stage local goes to the emulator: npm run deploy:local');
  const { account, region } = await checkAccount(options.region);
  console.log(`Deploying ${stackName(options.stage)} to account ${account} in ${region}`);
  const approval = yes ? 'never' : 'broadening';
  const args = contextArgs({ ...options, region, rest: command.args });
  await runCdk({ args: ['deploy', stackName(options.stage), '--require-approval', approval, ...args] });
});

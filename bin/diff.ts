import { run } from '../src/cli/run.ts';
import { checkAccount } from '../src/deploy/check-account.ts';
import { EMULATOR_ENV } from '../src/deploy/emulator.ts';
import { runCdk } from '../src/deploy/run-cdk.ts';
import { contextArgs, type StackOptions, stackCommand, stackName } from '../src/deploy/stack-options.ts';

const command = stackCommand('diff', 'Tells what a deployment of a stage would change.')
  .argument('[cdk...]', 'further arguments for `cdk diff`')
  .parse();

await run(async () => {
  const options = command.opts<StackOptions>();
  const isLocal = options.stage === 'local';
  const region = isLocal ? EMULATOR_ENV.AWS_REGION : (await checkAccount(options.region)).region;
  const args = ['diff', stackName(options.stage), ...contextArgs({ ...options, region, rest: command.args })];
  await runCdk({ args, env: isLocal ? EMULATOR_ENV : {} });
});

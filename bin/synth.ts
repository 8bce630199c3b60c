import { run } from '../src/cli/run.ts';
import { runCdk } from '../src/deploy/run-cdk.ts';
import { contextArgs, type StackOptions, stackCommand, stackName } from '../src/deploy/stack-options.ts';

const command = stackCommand(
  'synth',
  'Synthesizes the CloudFormation template of a stage into cdk.out; needs no account.',
)
  .argument('[cdk...]', 'further arguments for `cdk synth`')
  .parse();

await run(async () => {
  const options = command.opts<StackOptions>();
  await runCdk({
    args: ['synth', stackName(options.stage), '--quiet', ...contextArgs({ ...options, rest: command.args })],
  });
  console.log(`cdk.out/${stackName(options.stage)}.template.json`);
});

import { createInterface } from 'node:readline/promises';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { S3Client } from '@aws-sdk/client-s3';
import { run } from '../src/cli/run.ts';
import { deployed } from '../src/deploy/deployed.ts';
import { destroyStack } from '../src/deploy/destroy-stack.ts';
import { EMULATOR_ENV, stopEmulator } from '../src/deploy/emulator.ts';
import { runCdk } from '../src/deploy/run-cdk.ts';
import { contextArgs, type StackOptions, stackCommand, stackName } from '../src/deploy/stack-options.ts';

const command = stackCommand(
  'destroy',
  'Deletes the stack of a stage with what is in its buckets; the group of registered models is retained, and in prod tables, archive, key and users.',
)
  .option('--yes', 'do not ask')
  .parse();

/** True when a person types the stack's name. */
const ask = async (what: string, name: string): Promise<boolean> => {
  if (!process.stdin.isTTY) return command.error(`${what} Nobody is here to be asked: say --yes to go on.`);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await terminal.question(`${what}\nType ${name} to go on: `)).trim() === name;
  } finally {
    terminal.close();
  }
};

await run(async () => {
  const { yes, ...options } = command.opts<StackOptions & { readonly yes?: boolean }>();
  const name = stackName(options.stage);
  const isLocal = options.stage === 'local';
  const { client } = await deployed(options);
  const args = ['destroy', name, '--force', ...contextArgs({ ...options, region: client.region })];
  const destroyed = await destroyStack({
    clients: {
      cloudFormation: new CloudFormationClient(client),
      s3: new S3Client({ ...client, forcePathStyle: isLocal }),
    },
    stackName: name,
    agreed: async (what) => yes === true || isLocal || ask(what, name),
    deleteStack: () => runCdk({ args, env: isLocal ? EMULATOR_ENV : {} }),
  });
  if (!destroyed) console.log('Nothing was deleted.');
  if (isLocal && (await stopEmulator())) console.log('The emulator is stopped.');
});

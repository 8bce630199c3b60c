import { Command } from 'commander';
import { run } from '../src/cli/run.ts';
import { deployLocal } from '../src/deploy/deploy-local.ts';
import { EMULATOR_URL, startEmulator } from '../src/deploy/emulator.ts';
import type { StackOptions } from '../src/deploy/stack-options.ts';

const command = new Command('npm run deploy:local --')
  .description('Deploys the stack to an emulator on this machine, which it starts when none answers; needs no account.')
  .option('--alert-emails <list>', 'e-mail subscribers; the emulator only logs what it would send')
  .option('--alert-phones <list>', 'SMS subscribers; the emulator only logs what it would send')
  .option('--model <kind>', 'none or stand-in')
  .option('--model-url <url>', 'with --model stand-in: a loopback process that speaks InvokeEndpoint')
  .parse();

await run(async () => {
  await startEmulator((text) => console.log(text));
  const { outputs, user } = await deployLocal(command.opts<Omit<StackOptions, 'stage'>>());
  console.log(`
Dashboard   ${outputs['SiteUrl']}/
Sign in as  ${user.email}, password ${user.password}
Stream      ${outputs['PaymentsStream']} at ${EMULATOR_URL}

npm run simulate -- --target local     sends payments
npm run destroy -- --stage local       takes it all down`);
});

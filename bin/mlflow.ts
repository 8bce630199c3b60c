import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { wholeNumber } from '../src/cli/numbers.ts';
import { run } from '../src/cli/run.ts';
import { ROOT } from '../src/root.ts';
import { faultOf } from '../src/training/fault.ts';
import { pythonEnvironment, SYSTEM_PYTHON } from '../src/training/python-environment.ts';
import { runProgram } from '../src/training/run-program.ts';

type Options = { readonly port: number; readonly python: string };

const STORE = join(ROOT, 'model', 'runs', 'mlflow.db');

const command = new Command('npm run mlflow --')
  .description('Shows the recorded runs of training and evaluation on a page of this machine; Ctrl-C ends it.')
  .option('--port <n>', 'port to listen on', wholeNumber(1, 65_535), 5000)
  .option('--python <command>', 'Python 3.10 or later', SYSTEM_PYTHON)
  .parse();

await run(async () => {
  const { port, python } = command.opts<Options>();
  const remote = process.env['MLFLOW_TRACKING_URI'];
  if (remote?.startsWith('http')) throw faultOf(`MLFLOW_TRACKING_URI is set: the runs are shown at ${remote}`);
  if (remote === undefined && !existsSync(STORE))
    throw faultOf('no runs yet: `npm run train` or `npm run evaluate` records some');
  const store = remote ?? `sqlite:///${STORE}`;
  const own = pythonEnvironment('mlflow', python);
  runProgram(own, [
    '-m',
    'mlflow',
    'ui',
    '--backend-store-uri',
    store,
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    '--workers',
    '1',
  ]);
});

import { join } from 'node:path';
import { Command } from 'commander';
import { run } from '../src/cli/run.ts';
import { ROOT } from '../src/root.ts';
import { pythonEnvironment, SYSTEM_PYTHON } from '../src/training/python-environment.ts';
import { runProgram } from '../src/training/run-program.ts';

const command = new Command('npm run test:model --')
  .description('Runs the Python tests of model/ in the environment of the bench.')
  .argument('[pytest...]', 'further arguments for pytest')
  .option('--python <command>', 'Python 3.10 or later', SYSTEM_PYTHON)
  .parse();

await run(async () => {
  const python = pythonEnvironment('bench', command.opts<{ readonly python: string }>().python);
  runProgram(python, [
    '-B',
    '-m',
    'pytest',
    '-q',
    '-p',
    'no:cacheprovider',
    join(ROOT, 'model', 'tests'),
    ...command.args,
  ]);
});

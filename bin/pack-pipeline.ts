import { join } from 'node:path';
import { Command, Option } from 'commander';
import { run } from '../src/cli/run.ts';
import { packPipelineCode } from '../src/deploy/pipeline-code.ts';
import { ROOT } from '../src/root.ts';

type Options = { readonly out: string };

const command = new Command('npm run model:pack --')
  .description('Packs what the SageMaker pipeline runs, for `npm run deploy -- --pipeline-code`.')
  .addOption(new Option('--out <folder>', 'where to').default(join(ROOT, 'dist', 'pipeline'), 'dist/pipeline'))
  .parse();

await run(async () => {
  const { out } = command.opts<Options>();
  await packPipelineCode({ folder: out, withNode: true });
  process.stderr.write(`packed into ${out}\n`);
});

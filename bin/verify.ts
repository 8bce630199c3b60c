import { Command } from 'commander';
import { openDeployedDecisions } from '../src/aws/open-deployed-decisions.ts';
import { type DeploymentOptions, withDeployment } from '../src/cli/deployment-options.ts';
import { folder } from '../src/cli/folders.ts';
import { wholeNumber } from '../src/cli/numbers.ts';
import { existingRegistry } from '../src/cli/registry-option.ts';
import { run } from '../src/cli/run.ts';
import { deployed } from '../src/deploy/deployed.ts';
import { decisionsInStore } from '../src/embedded/decisions-in-store.ts';
import { openStore } from '../src/embedded/store.ts';
import { recomputeByRegistry } from '../src/verify/models-at-hand.ts';
import { renderVerified } from '../src/verify/render-verified.ts';
import { type VerifySource, verify } from '../src/verify/verify.ts';

type Options = DeploymentOptions & {
  readonly sample: number;
  readonly features: number;
  readonly seed: number;
  readonly data: string;
  readonly json?: true;
  readonly registry: string;
};

const command = new Command('npm run verify --')
  .description(
    'Makes stored decisions again from their payments and features, byte for byte, and measures the features of some again from the whole history. Sluice must not be running on the data directory; while it runs it looks by itself (GET /v1/models).',
  )
  .option('--sample <n>', 'decisions to make again', wholeNumber(1, 1_000_000), 1_000)
  .option(
    '--features <n>',
    'of them, payments whose features are measured again; 0 for none',
    wholeNumber(0, 10_000),
    50,
  )
  .option('--seed <n>', 'of the sample', wholeNumber(0, 2 ** 31 - 1), 1)
  .option('--data <dir>', 'data directory; with --stage, where the copy of the archive is kept', folder, '.sluice')
  .addOption(existingRegistry('registry that holds the models which made the decisions'))
  .option('--json', 'print what was found as one JSON object');
const options = withDeployment(command).parse().opts<Options>();

type Opened = { readonly source: VerifySource; readonly close: () => void | Promise<void> };

const open = async ({ data, stage, region }: Options): Promise<Opened> => {
  if (stage !== undefined) return openDeployedDecisions(await deployed({ stage, region }), data);
  const store = await openStore(data, { mustExist: true });
  return { source: decisionsInStore(store), close: store.close };
};

await run(async () => {
  const { sample, features, seed, json, registry } = options;
  const recompute = recomputeByRegistry(registry);
  const { source, close } = await open(options);
  try {
    const found = await verify({ source, recompute, sample, features, seed });
    process.stdout.write(json ? `${JSON.stringify(found)}\n` : renderVerified(found));
    if (found.decisions.differs.length + found.features.differs.length > 0) process.exitCode = 2;
  } finally {
    await close();
  }
});

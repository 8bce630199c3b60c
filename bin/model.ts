import { existsSync } from 'node:fs';
import { Argument, Command, InvalidArgumentError } from 'commander';
import { wholeNumber } from '../src/cli/numbers.ts';
import { anyRegistry } from '../src/cli/registry-option.ts';
import { run } from '../src/cli/run.ts';
import { time } from '../src/cli/time.ts';
import { compare } from '../src/compare/compare.ts';
import { fileDigest } from '../src/compare/score-table.ts';
import { FEATURES_VERSION } from '../src/domain/features/index.ts';
import { MODEL_FOLDER } from '../src/model-files.ts';
import { manifestIn } from '../src/read/models-with.ts';
import { codeRevision } from '../src/registry/code-revision.ts';
import { listModels } from '../src/registry/list-models.ts';
import { registryAt } from '../src/registry/open.ts';
import { type Acting, approve, promote, rollBack, setShadow } from '../src/registry/promote.ts';
import { pull } from '../src/registry/pull.ts';
import { register } from '../src/registry/register.ts';
import { renderComparison, renderModels } from '../src/registry/render.ts';
import { ROOT } from '../src/root.ts';

type Where = { readonly registry: string };
type By = Where & { readonly by: string };

const acting = ({ registry }: Where): Acting => ({
  registry: registryAt(registry),
  committed: manifestIn(MODEL_FOLDER).version,
  featuresVersion: FEATURES_VERSION,
  nowMs: Date.now(),
});

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const digestOption = async (data: string): Promise<string> => (/^[0-9a-f]{64}$/.test(data) ? data : fileDigest(data));

const table = (path: string): string => {
  if (existsSync(path)) return path;
  throw new InvalidArgumentError('no such file; npm run features writes one.');
};

const program: Command = new Command('npm run')
  .description('The registry of models: champion, challengers, comparisons and approvals.')
  .configureHelp({
    commandUsage: (shown) => `npm run ${shown === program ? 'COMMAND' : shown.name()} -- ${shown.usage()}`,
  });

/** Every command says which registry it is about. */
const command = (name: string, description: string): Command =>
  program.command(name).description(description).addOption(anyRegistry());

const name = (text: string): string => {
  if (text.trim() !== '') return text.trim();
  throw new InvalidArgumentError('expected a name.');
};

const byOption = ['--by <name>', 'who does it', name] as const;

command('model:register', 'Registers a model for good: its files, their digests, who, when, from which data and code.')
  .addArgument(
    new Argument('[folder]', 'with model.onnx, manifest.json and golden.json').default(MODEL_FOLDER, 'model/artefacts'),
  )
  .requiredOption(...byOption)
  .requiredOption('--data <table>', 'the table that it was trained on, or its SHA-256')
  .option('--code <revision>', 'the code that trained it; the commit of this checkout when left out')
  .action((folder: string, { registry, by, data, code }: By & { readonly data: string; readonly code?: string }) =>
    run(async () => {
      const dataDigest = await digestOption(data);
      const registration = { folder, by, dataDigest, codeRevision: code ?? codeRevision(ROOT), nowMs: Date.now() };
      const { id } = await register(registryAt(registry), registration);
      say(`Registered ${id}.`);
    }),
  );

command('model:list', 'What is registered, what decides, what scores in its shadow.').action((where: Where) =>
  run(async () => say(renderModels(await listModels(acting(where))))),
);

command('model:compare', 'Measures two registered models on the same payments, and keeps the report.')
  .argument('<champion>')
  .argument('<challenger>')
  .requiredOption('--table <file>', 'a feature table (npm run features) of payments that neither was trained on', table)
  .option(
    '--after <time>',
    'only payments after it; 7 days after the last one that either was trained on when left out',
    time,
  )
  .option('--resamples <n>', 'of the bootstrap', wholeNumber(100, 100_000), 500)
  .option('--seed <n>', 'of the bootstrap', wholeNumber(0, 2 ** 31 - 1), 1)
  .action(
    (
      champion: string,
      challenger: string,
      options: Where & { table: string; after?: number; resamples: number; seed: number },
    ) =>
      run(async () => {
        const { registry, after, ...rest } = options;
        const asked = {
          ...rest,
          champion,
          challenger,
          nowMs: Date.now(),
          ...(after !== undefined && { afterMs: after }),
        };
        say(renderComparison(await compare(registryAt(registry), asked)));
      }),
  );

command('model:approve', 'Says yes to the newest comparison of a model with the champion, as a second person.')
  .argument('<id>')
  .requiredOption(...byOption)
  .requiredOption('--reason <text>', 'why it may decide')
  .action((id: string, { by, reason, ...where }: By & { readonly reason: string }) =>
    run(async () => {
      const { comparison } = await approve(acting(where), { id, by, reason });
      say(`Approved ${id} on comparison ${comparison.slice(0, 12)}.`);
    }),
  );

command(
  'model:promote',
  'Makes a compared and approved model the champion: the next start and the next deployment use it.',
)
  .argument('<id>')
  .requiredOption(...byOption)
  .action((id: string, { by, ...where }: By) =>
    run(async () => {
      const { champion } = await promote(acting(where), { id, by });
      say(
        `Champion is ${champion}. Start or deploy again to use it; npm run model:rollback -- --by NAME brings the one before back.`,
      );
    }),
  );

command('model:rollback', 'Brings the champion before this one back.')
  .requiredOption(...byOption)
  .option('--reason <text>', 'why')
  .action(({ by, reason, ...where }: By & { readonly reason?: string }) =>
    run(async () => {
      const { champion } = await rollBack(acting(where), { by, ...(reason !== undefined && { reason }) });
      say(`Champion is ${champion} again. Start or deploy again to use it.`);
    }),
  );

command('model:shadow', 'Has a model score beside the champion, without a say; --off ends it.')
  .argument('[id]')
  .option('--off', 'no challenger any more')
  .requiredOption(...byOption)
  .action((id: string | undefined, { by, off, ...where }: By & { readonly off?: true }) =>
    run(async () => {
      if ((id === undefined) === (off === undefined)) return program.error('say either a model or --off');
      await setShadow(acting(where), { id, by });
      say(
        id === undefined ? 'No challenger scores.' : `${id} scores in the shadow from the next start or deployment on.`,
      );
    }),
  );

command(
  'model:pull',
  'Copies champion and challenger of another registry into this one, for the next start or deployment.',
)
  .requiredOption('--from <place>', 'a folder, or s3://BUCKET/PREFIX')
  .action(({ registry, from }: Where & { readonly from: string }) =>
    run(async () =>
      say(
        `Pulled ${(await pull(registryAt(from), registryAt(registry))).join(', ') || 'nothing: no model was promoted there'}.`,
      ),
    ),
  );

await program.parseAsync();

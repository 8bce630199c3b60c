import { Command, Option } from 'commander';
import { folder } from '../src/cli/folders.ts';
import { span } from '../src/cli/numbers.ts';
import { run } from '../src/cli/run.ts';
import { DAY_MS } from '../src/domain/profile/day.ts';
import { replay } from '../src/embedded/replay/replay.ts';

type Options = {
  readonly format: string;
  readonly data: string;
  readonly json?: true;
  /** Milliseconds. */
  readonly labelDelay: number;
};

const command = new Command('npm run replay --')
  .description(
    'Streams a CSV of payments through the whole system. Stop it with Ctrl-C; the same command goes on where it was.',
  )
  .argument('<file>', 'a CSV of payments, plain or gzipped')
  .option('--format <name>', 'paysim, or the path of a mapping file (docs/csv.md)', 'paysim')
  .option('--data <dir>', 'where the data lives', folder, '.sluice')
  .addOption(
    new Option('--label-delay <span>', "until the file's frauds become known to the system: 24h, 7d")
      .argParser(span(365))
      .default(7 * DAY_MS, '7d'),
  )
  .option('--json', 'print the summary as one JSON object on the last line')
  .parse();

const { format, data, json, labelDelay } = command.opts<Options>();
await run(() =>
  replay({ file: command.args[0], format, dataDir: data, json: json === true, labelDelayMs: labelDelay }),
);

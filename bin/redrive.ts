import { readFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { openShelf } from '../src/aws/open-shelf.ts';
import { type DeploymentOptions, withDeployment } from '../src/cli/deployment-options.ts';
import { folder } from '../src/cli/folders.ts';
import { printQuarantine } from '../src/cli/quarantine-table.ts';
import { run } from '../src/cli/run.ts';
import { deployed } from '../src/deploy/deployed.ts';
import { createQuarantine } from '../src/embedded/quarantine.ts';
import { embeddedRedrive } from '../src/embedded/redrive.ts';
import { openStore } from '../src/embedded/store.ts';
import { createStream } from '../src/embedded/stream/stream.ts';
import type { Quarantined } from '../src/ports.ts';
import { paymentOfAlert } from '../src/quarantine/alert-id.ts';
import { discardAll, GONE, type Redrivable, type Redriven, redrive, redriveAll } from '../src/quarantine/redrive.ts';
import { parseStreamRecord } from '../src/stream-record.ts';

type Options = DeploymentOptions & {
  readonly list?: boolean;
  readonly json?: boolean;
  readonly id?: readonly string[];
  readonly all?: boolean;
  readonly file?: string;
  readonly discard?: boolean;
  readonly data: string;
  readonly target?: 'local';
};

const command = withDeployment(
  new Command('npm run redrive --')
    .description('Lists quarantined records and alerts, and puts them back on the stream.')
    .option('--list', 'list what is in quarantine')
    .option('--json', 'with --list: one JSON object a line, whole')
    .option('--id <id...>', 'redrive these')
    .option('--all', 'redrive everything in quarantine')
    .option('--file <path>', 'with one --id: redrive the text of this file in place of the payload')
    .option('--discard', 'with --id or --all: take them out for good, and put nothing back')
    .option('--data <dir>', 'of the data directory of `npm start`, which must be stopped', folder, '.sluice')
    .addOption(
      new Option('--target <where>', 'of the stack on the emulator, as --stage local')
        .choices(['local'])
        .conflicts(['stage', 'data']),
    ),
).showHelpAfterError('(--help tells the options)');

const main = async (options: Options): Promise<string> => {
  const asked = [options.list, options.all, options.id].filter(Boolean).length;
  if (asked !== 1) return command.error('say one of --list, --id or --all');
  if (options.file !== undefined && options.id?.length !== 1) return command.error('--file goes with exactly one --id');
  if (options.discard && options.list) return command.error('--discard goes with --id or --all');
  const stage = options.target ?? options.stage;
  if (stage === undefined) return onLocalData(options);
  const shelf = openShelf(await deployed({ stage, region: options.region }));
  return work(shelf, options, 'the deciding function decides them');
};

const onLocalData = async (options: Options): Promise<string> => {
  const store = await openStore(options.data, { mustExist: true });
  try {
    const stream = await createStream({ store, name: 'payments', consumers: [] });
    const alerts = await createStream({ store, name: 'alerts', shards: 1, consumers: [] });
    const redrivable = embeddedRedrive({ store, stream, alerts, quarantine: createQuarantine(store) });
    return await work(redrivable, options, 'npm start decides payments and sends alerts');
  } finally {
    await store.close();
  }
};

const work = async (quarantine: Redrivable, options: Options, whoDecides: string): Promise<string> => {
  if (options.list) return printQuarantine(quarantine.list(), options.json ?? false);
  const records = options.all ? undefined : await findAll(options.id ?? [], quarantine);
  if (options.discard) {
    if (records === undefined) return `${await discardAll(quarantine)} discarded.`;
    await quarantine.discard(records.map(({ id }) => id));
    return `${records.length} discarded.`;
  }
  if (options.file === undefined || records === undefined)
    return redrivenText(
      await (records === undefined ? redriveAll(quarantine) : redrive(records, quarantine)),
      whoDecides,
    );
  if (records.some(({ id }) => paymentOfAlert(id) !== undefined))
    throw commandError('--file goes with payments and labels; an alert is sent again as it is');
  const payload = await readMended(options.file);
  await quarantine.putBack(records.map((record) => ({ ...record, payload })));
  return redrivenText({ done: records.length, gone: 0, lines: 0 }, whoDecides);
};

/** What would only come back is not put in the place of a payload that is still there to mend. */
const readMended = async (file: string): Promise<string> => {
  const payload = await readFile(file, 'utf8');
  const parsed = parseStreamRecord(payload, Date.now());
  if (parsed.kind !== 'poison') return payload;
  throw commandError(`${file}: ${parsed.reason}: ${parsed.detail}; nothing was redriven`);
};

const redrivenText = ({ done, gone, lines }: Redriven, whoDecides: string): string => {
  const left = [
    ...(gone === 0 ? [] : [` ${gone} left (${GONE}): there is nothing to put back; --discard removes them.`]),
    ...(lines === 0
      ? []
      : [` ${lines} left: lines of a CSV file, each of which goes back as JSON with --id and --file.`]),
  ];
  return `${done} put back on the stream; ${whoDecides}. What is still wrong comes back to quarantine.${left.join('')}`;
};

const findAll = async (ids: readonly string[], { find }: Redrivable): Promise<readonly Quarantined[]> => {
  const found = await Promise.all([...new Set(ids)].map(async (id) => (await find(id)) ?? id));
  const unknown = found.filter((record) => typeof record === 'string');
  if (unknown.length > 0) throw commandError(`not in quarantine: ${unknown.join(', ')}; nothing was redriven`);
  return found.filter((record) => typeof record !== 'string');
};

/** Carries a code, by which `run` knows it for a person's mistake. */
const commandError = (message: string): Error => Object.assign(new Error(message), { code: 'usage' });

await run(async () => {
  const said = await main(command.parse().opts<Options>());
  if (said !== '') console.log(said);
});

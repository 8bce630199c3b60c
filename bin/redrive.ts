import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { run } from '../src/cli/run.ts';
import { createQuarantine } from '../src/embedded/quarantine.ts';
import { type RedrivePorts, redrive, redriveAll } from '../src/embedded/redrive.ts';
import { openStore } from '../src/embedded/store.ts';
import { createStream } from '../src/embedded/stream/stream.ts';
import type { Quarantined } from '../src/ports.ts';

type Options = {
  readonly list?: boolean;
  readonly json?: boolean;
  readonly id?: readonly string[];
  readonly all?: boolean;
  readonly file?: string;
  readonly data: string;
};

const command = new Command('redrive')
  .description('Lists quarantined records and puts them back on the payment stream. Stop `npm start` first.')
  .option('--list', 'list what is in quarantine')
  .option('--json', 'with --list: one JSON object a line, whole')
  .option('--id <id...>', 'redrive these')
  .option('--all', 'redrive everything in quarantine')
  .option('--file <path>', 'with one --id: redrive the text of this file in place of the payload')
  .option('--data <dir>', 'data directory', '.sluice')
  .showHelpAfterError('(--help tells the options)');

const main = async (options: Options): Promise<string> => {
  const asked = [options.list, options.all, options.id].filter(Boolean).length;
  if (asked !== 1) return command.error('say one of --list, --id or --all');
  if (options.file !== undefined && options.id?.length !== 1) return command.error('--file goes with exactly one --id');
  const payload = options.file === undefined ? undefined : await readFile(options.file, 'utf8');

  const store = await openStore(options.data, { mustExist: true });
  try {
    const quarantine = createQuarantine(store);
    if (options.list) return await list(quarantine.list(), options.json ?? false);
    const ports = { quarantine, stream: await createStream({ store, name: 'payments', consumers: [] }) };
    const count = options.all ? await redriveAll(ports) : await redriveSome(options.id ?? [], ports, payload);
    return `${count} put back on the stream; npm start decides them. What is still wrong comes back to quarantine.`;
  } finally {
    await store.close();
  }
};

const redriveSome = async (ids: readonly string[], ports: RedrivePorts, payload?: string): Promise<number> => {
  const found = [...new Set(ids)].map((id) => ports.quarantine.find(id) ?? id);
  const unknown = found.filter((record) => typeof record === 'string');
  if (unknown.length > 0) throw commandError(`not in quarantine: ${unknown.join(', ')}; nothing was redriven`);
  const records = found.filter((record) => typeof record !== 'string');
  await redrive(records, ports, payload);
  return records.length;
};

const list = async (records: AsyncIterable<Quarantined>, json: boolean): Promise<string> => {
  let count = 0;
  for await (const record of records) {
    if (count === 0 && !json) console.log(row('ID', 'SINCE', 'REASON', 'DETAIL', 'PAYLOAD'));
    console.log(json ? JSON.stringify(record) : rowOf(record));
    count += 1;
  }
  return json ? '' : count === 0 ? 'Nothing is in quarantine.' : `${count} in quarantine.`;
};

const rowOf = ({ id, at, reason, detail, payload }: Quarantined): string =>
  row(id, at, reason, excerpt(detail, 60), excerpt(payload, 60));

const row = (id: string, at: string, reason: string, detail: string, payload: string): string =>
  `${id.padEnd(77)}  ${at.padEnd(24)}  ${reason.padEnd(18)}  ${detail.padEnd(62)}  ${payload}`;

/** Carries a code, by which `run` knows it for a person's mistake. */
const commandError = (message: string): Error => Object.assign(new Error(message), { code: 'usage' });

/** Escaped, for a payload may hold what would move a terminal's cursor. */
const excerpt = (text: string, most: number): string =>
  JSON.stringify(text.length > most ? `${text.slice(0, most - 1)}…` : text)
    .slice(1, -1)
    .replace(/[\u007f-\u009f]/g, '?');

await run(async () => {
  const said = await main(command.parse().opts<Options>());
  if (said !== '') console.log(said);
});

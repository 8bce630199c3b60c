import { Command, InvalidArgumentError, Option } from 'commander';
import { archiveQueries } from '../lib/archive-queries.ts';
import { type ArchiveQuerying, openQuery, type QueryRows, queryError, quoted } from '../src/archive/open-query.ts';
import type { Cell } from '../src/archive/query-cell.ts';
import { openDeployedArchive } from '../src/aws/open-archive.ts';
import { type DeploymentOptions, withDeployment } from '../src/cli/deployment-options.ts';
import { folder } from '../src/cli/folders.ts';
import { wholeNumber } from '../src/cli/numbers.ts';
import { renderTable } from '../src/cli/render-table.ts';
import { run } from '../src/cli/run.ts';
import { deployed } from '../src/deploy/deployed.ts';
import { archiveFolder } from '../src/embedded/archive-folder.ts';

type Options = DeploymentOptions & {
  readonly name?: string;
  readonly account?: string;
  readonly json?: boolean;
  readonly rows: number;
  readonly data: string;
  readonly since?: string;
  readonly target?: 'local';
};

const QUERIES = archiveQueries();

const day = (text: string): string => {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))) return text;
  throw new InvalidArgumentError('Expected a day such as 2026-11-21.');
};

const command = withDeployment(
  new Command('npm run query --')
    .description('Runs SQL over the archive: the tables `changes`, `decisions` and `labels`. Also while Sluice runs.')
    .argument('[sql]', 'one statement')
    .option('--name <query>', `in place of SQL, one of: ${QUERIES.map(({ name }) => name).join(', ')}`)
    .option('--account <id>', 'for a query about one account')
    .option('--json', 'every row as one JSON object a line')
    .option('--rows <n>', 'rows of a table, at most', wholeNumber(1, 100_000), 100)
    .option('--data <dir>', 'data directory', folder, '.sluice')
    .addOption(
      new Option('--target <where>', 'of the stack on the emulator, as --stage local')
        .choices(['local'])
        .conflicts('stage'),
    )
    .option('--since <day>', 'with --stage: only rows archived on this day (UTC) and later', day),
)
  .showHelpAfterError('(--help tells the options)')
  .parse();

/** Where the saved queries have an account put: Athena's console has no parameters for saved ones. */
const ACCOUNT = "'ACCOUNT'";

const sqlOf = (sql: string | undefined, { name, account }: Options): string => {
  if ((sql === undefined) === (name === undefined)) return command.error('say either SQL or --name');
  if (sql?.trim() === '') return command.error('the SQL is empty');
  if (sql !== undefined && account !== undefined) return command.error('--account goes with --name');
  if (sql !== undefined) return sql;
  const query = QUERIES.find((each) => each.name === name);
  if (query === undefined)
    throw queryError(
      `no query ${name}; there are:\n${QUERIES.map((each) => `  ${each.name}  ${each.description}`).join('\n')}`,
    );
  if (query.sql.includes(ACCOUNT) !== (account !== undefined))
    throw queryError(`query ${name} ${account === undefined ? 'needs --account ID' : 'takes no --account'}`);
  return account === undefined ? query.sql : query.sql.replaceAll(ACCOUNT, () => quoted(account));
};

const printJson = async ({ columns, rows }: QueryRows): Promise<void> => {
  for await (const row of rows)
    console.log(JSON.stringify(Object.fromEntries(row.map((cell, at) => [columns[at], cell]))));
};

const printTable = async ({ columns, rows }: QueryRows, most: number): Promise<void> => {
  const shown: (readonly Cell[])[] = [];
  let more = false;
  for await (const row of rows) {
    more = shown.length === most;
    if (more) break;
    shown.push(row);
  }
  console.log(renderTable(columns, shown));
  console.log(`(${more ? `the first ${most} rows; --rows N for more, --json for all` : `${shown.length} rows`})`);
};

/** A deployed archive is copied below the data directory first, and only what is new the next time. Athena asks larger ones where they lie. */
const open = async ({ data, target, stage = target, region, since }: Options): Promise<ArchiveQuerying> => {
  if (stage === undefined) return openQuery(archiveFolder(data));
  return openDeployedArchive({
    deployed: await deployed({ stage, region }),
    dataDir: data,
    since,
    onFetched: ({ files, bytesFetched }) =>
      console.error(`(${files} files, ${bytesFetched} bytes of them fetched now)`),
  });
};

/** Whoever reads the rows may have enough of them, as `head` has. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

await run(async () => {
  const options = command.opts<Options>();
  if (options.since !== undefined && (options.stage ?? options.target) === undefined)
    return command.error('--since goes with --stage');
  const sql = sqlOf(command.args[0], options);
  const archive = await open(options);
  try {
    const answer = await archive.run(sql);
    await (options.json ? printJson(answer) : printTable(answer, options.rows));
  } finally {
    archive.close();
  }
});

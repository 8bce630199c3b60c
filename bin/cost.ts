import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { configOf } from '../lib/stages.ts';
import { costPage } from '../src/aws-cost/cost-page.ts';
import { countKind } from '../test/aws/count/count-kind.ts';

const NOBODY = { emails: [], phones: [], operatorEmails: [] };
const { scoring, fanOut } = configOf('prod', { region: 'us-east-1', alerts: NOBODY, model: { kind: 'none' } });

new Command('npm run cost --').description('Counts what payments take of AWS, and writes docs/cost.md.').parse();
const page = await costPage(countKind, { ...scoring, ...fanOut });
await writeFile(join(import.meta.dirname, '..', 'docs', 'cost.md'), page);

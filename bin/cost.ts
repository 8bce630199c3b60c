import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { costPage } from '../src/aws-cost/cost-page.ts';
import { countBoth } from '../test/aws/count/count-both.ts';

/** Counts what payments take of AWS and writes docs/cost.md. */
await writeFile(join(import.meta.dirname, '..', 'docs', 'cost.md'), costPage(await countBoth()));

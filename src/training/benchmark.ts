import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { ROOT } from '../root.ts';
import { faultOf } from './fault.ts';

const FOLDER = join(ROOT, 'model', 'benchmarks');

/** What of a benchmark's file concerns its data; the rest is read by model/evaluation/benchmark.py. */
const benchmarkSchema = z.object({
  data: z.object({
    file: z.string().optional(),
    format: z.string().optional(),
    simulate: z.object({ seed: z.int(), rows: z.int() }).optional(),
    /** Where the file is from, for those who have not got it. */
    origin: z.string().optional(),
    labelDelayDays: z.number().min(0).max(365),
  }),
});

export type Benchmark = z.infer<typeof benchmarkSchema> & { readonly file: string };

/** The benchmark of this name in model/benchmarks/; throws with the names that there are. */
export const readBenchmark = (name: string): Benchmark => {
  const file = join(FOLDER, `${name}.json`);
  if (!existsSync(file)) throw faultOf(`no benchmark ${name}, allowed ${benchmarkNames().join(', ')}`);
  return { ...benchmarkSchema.parse(JSON.parse(readFileSync(file, 'utf8'))), file };
};

export const benchmarkNames = (): readonly string[] =>
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { chunksOf } from '../src/chunks-of.ts';
import { readOnnx } from '../src/domain/model/read-onnx.ts';
import { explainerOf } from '../src/domain/model/shap.ts';
import { scorerOf } from '../src/domain/model/walk.ts';
import { MODEL_FOLDER } from '../src/model-files.ts';
import { median } from './median.ts';

export type BenchRow = { readonly name: string; readonly value: number; readonly unit: string; readonly goal?: string };

const ROWS = 2_000;
const BATCH = 100;
const ROUNDS = 15;
const WARM_UP_ROUNDS = 3;

/**
 * Microseconds a row of the tree walk and of onnxruntime-node on the same rows, one at a time and in batches of 100: each round
 * times both in turn, medians over rounds. onnxruntime's tensors are made beforehand; the walk starts from plain rows.
 * The walk uses one thread, so it is held against onnxruntime on one; as it comes, onnxruntime uses every core, and is shown too.
 */
export const benchTreeWalk = async (folder: string = MODEL_FOLDER): Promise<readonly BenchRow[]> => {
  const bytes = readFileSync(join(folder, 'model.onnx'));
  const read = readOnnx(bytes);
  if (!read.ok) throw new Error(read.issues.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  const [score, explain] = [scorerOf(read.value), explainerOf(read.value)];
  const alone = await InferenceSession.create(bytes, { intraOpNumThreads: 1, interOpNumThreads: 1 });
  const everyCore = await InferenceSession.create(bytes);
  const rows = randomRows(read.value.featureCount);
  const [singles, batches] = [tensorsOf(rows, 1), tensorsOf(rows, BATCH)];
  const run = async (session: InferenceSession, tensors: readonly Tensor[]): Promise<void> => {
    for (const features of tensors) await session.run({ features });
  };
  const [walk, walkBatch, single, batch, singleEvery, batchEvery, shap] = await medians([
    () => rows.forEach((row) => void score(row)),
    () => chunksOf(rows, BATCH).forEach((some) => void some.map(score)),
    () => run(alone, singles),
    () => run(alone, batches),
    () => run(everyCore, singles),
    () => run(everyCore, batches),
    () => rows.forEach((row) => void explain(row)),
  ]);
  return [
    { name: 'tree walk, one row', value: walk, unit: 'µs' },
    { name: 'onnxruntime-node, one row, one thread', value: single, unit: 'µs' },
    { name: 'tree walk against onnxruntime-node, one row', value: single / walk, unit: 'x', goal: '>= 10' },
    { name: 'the same against its default of every core', value: singleEvery / walk, unit: 'x' },
    { name: 'tree walk, batches of 100, a row', value: walkBatch, unit: 'µs' },
    { name: 'onnxruntime-node, batches of 100, a row, one thread', value: batch, unit: 'µs' },
    { name: 'tree walk against onnxruntime-node, batches of 100', value: batch / walkBatch, unit: 'x', goal: '>= 2' },
    { name: 'the same against its default of every core', value: batchEvery / walkBatch, unit: 'x' },
    { name: 'exact contributions, one row', value: shap, unit: 'µs', goal: '<= 150' },
  ];
};

/** Rows of numbers around zero, a fifth of them missing. */
const randomRows = (features: number): readonly Float32Array[] => {
  const generator = xoroshiro128plus(1);
  const value = (): number => (uniformFloat64(generator) < 0.2 ? Number.NaN : 4 * uniformFloat64(generator) - 2);
  return Array.from({ length: ROWS }, () => Float32Array.from({ length: features }, value));
};

const tensorsOf = (rows: readonly Float32Array[], size: number): readonly Tensor[] =>
  chunksOf(rows, size).map((batch) => {
    const values = Float32Array.from(batch.flatMap((row) => [...row]));
    return new Tensor('float32', values, [batch.length, values.length / batch.length]);
  });

/** Median microseconds a row of each task, timed in turn. */
const medians = async (tasks: readonly (() => unknown)[]): Promise<readonly number[]> => {
  const times = tasks.map((): number[] => []);
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) {
    for (const [i, task] of tasks.entries()) {
      const startMs = performance.now();
      await task();
      if (round >= WARM_UP_ROUNDS) times[i].push(((performance.now() - startMs) * 1000) / ROWS);
    }
  }
  return times.map(median);
};

if (import.meta.main) {
  for (const { name, value, unit, goal = '' } of await benchTreeWalk(process.argv[2])) {
    console.log(`${name.padEnd(52)} ${value.toFixed(2).padStart(8)} ${unit.padEnd(3)} ${goal}`);
  }
}

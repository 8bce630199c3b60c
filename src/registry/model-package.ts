import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Model } from '../domain/model/model.ts';
import { messageOf } from '../message-of.ts';
import { loadModel } from '../model-files.ts';
import { rawScorerOf } from '../scoring/in-process.ts';
import { registryFault } from './fault.ts';

/** What a model is registered with: the walk, its contract, rows to check an engine by, and if there are any the rest. */
export const NEEDED_FILES = ['model.onnx', 'manifest.json', 'golden.json'] as const;
export const FURTHER_FILES = ['reference.json', 'evaluation.json', 'model.tar.gz'] as const;

/** As model/export.py has it: champion, challenger and code share the 250 MB, unpacked, that Lambda allows a function. */
export const MOST_MODEL_BYTES = 50_000_000;
const GOLDEN_TOLERANCE = 1e-6;

export type ModelPackage = { readonly model: Model; readonly files: ReadonlyMap<string, Uint8Array> };

/**
 * Reads a model's folder for the registry. Throws, saying what is wrong, when a file is missing, when they are larger than the functions
 * can carry (before reading any), when the walk does not know an operator, when manifest, model and code do not fit each other, and
 * when the walk does not give the golden rows their scores.
 */
export const readPackage = (folder: string): ModelPackage => {
  const names = [...NEEDED_FILES, ...FURTHER_FILES.filter((name) => existsSync(join(folder, name)))];
  const missing = NEEDED_FILES.filter((name) => !existsSync(join(folder, name)));
  if (missing.length > 0)
    throw registryFault(
      `${folder}: lacks ${missing.join(', ')}; a model is registered with ${NEEDED_FILES.join(', ')}`,
    );
  const bytes = names.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  if (bytes > MOST_MODEL_BYTES)
    throw registryFault(
      `${folder}: got ${bytes} bytes, allowed ${MOST_MODEL_BYTES}: with a second one and the code it must fit into a Lambda function`,
    );
  const model = known(() => loadModel(folder));
  checkGolden(folder, model);
  return { model, files: new Map(names.map((name) => [name, readFileSync(join(folder, name))])) };
};

const known = <T>(read: () => T, path?: string): T => {
  try {
    return read();
  } catch (error) {
    const message = messageOf(error);
    throw registryFault(path === undefined ? message : `${path}: ${message}`, error);
  }
};

const goldenSchema = z.object({
  rows: z.array(z.array(z.number().nullable())).min(1),
  rawScores: z.array(z.number()),
});

const checkGolden = (folder: string, model: Model): void => {
  const path = join(folder, 'golden.json');
  const { rows, rawScores } = known(() => goldenSchema.parse(JSON.parse(readFileSync(path, 'utf8'))), path);
  if (rows.length !== rawScores.length)
    throw registryFault(`${path}: got ${rows.length} rows with ${rawScores.length} rawScores, allowed as many of each`);
  const score = rawScorerOf(model);
  for (const [at, row] of rows.entries()) {
    const found = score(Float32Array.from(row, (value) => value ?? Number.NaN));
    if (!(Math.abs(found - rawScores[at]) <= GOLDEN_TOLERANCE))
      throw registryFault(
        `${path}: row ${at + 1} has raw score ${rawScores[at]}, the walk of model.onnx gives ${found}`,
      );
  }
};

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkReference, type Reference } from './domain/drift/reference.ts';
import { FEATURE_NAMES, FEATURES_VERSION } from './domain/features/index.ts';
import { checkManifest, type Manifest } from './domain/model/manifest.ts';
import type { Model } from './domain/model/model.ts';
import { readOnnx } from './domain/model/read-onnx.ts';
import type { Issue } from './domain/payment/parse-payment.ts';

/** Where the committed model lies: model/artefacts beside src/. */
export const MODEL_FOLDER = join(import.meta.dirname, '..', 'model', 'artefacts');

export type CodeFeatures = { readonly features: readonly string[]; readonly featuresVersion: string };
const OWN_FEATURES: CodeFeatures = { features: FEATURE_NAMES, featuresVersion: FEATURES_VERSION };

/**
 * Loads model.onnx and manifest.json from a folder. Throws, naming the file and every fault, when one is missing, malformed, not of
 * the other, or for other features than this code's: with a wrong model nothing starts.
 */
export const loadModel = (folder: string = MODEL_FOLDER, code: CodeFeatures = OWN_FEATURES): Model => {
  const [modelPath, manifestPath] = [join(folder, 'model.onnx'), join(folder, 'manifest.json')];
  const bytes = readPresent(modelPath);
  const trees = readOnnx(bytes);
  if (!trees.ok) throw new Error(faults(modelPath, trees.issues));
  const digest = createHash('sha256').update(bytes).digest('hex');
  const manifest = checkManifest(parseJson(manifestPath), { ...code, digest, trees: trees.value });
  if (!manifest.ok) throw new Error(faults(manifestPath, manifest.issues));
  const reference = loadReference(folder, manifest.value);
  return { trees: trees.value, manifest: manifest.value, ...(reference && { reference }) };
};

/** Loads reference.json, where there is one. Throws when it is malformed or of another model. */
export const loadReference = (
  folder: string,
  manifest: Pick<Manifest, 'version' | 'features'>,
): Reference | undefined => {
  const path = join(folder, 'reference.json');
  if (!existsSync(path)) return undefined;
  const reference = checkReference(parseJson(path), manifest);
  if (!reference.ok) throw new Error(faults(path, reference.issues));
  return reference.value;
};

const readPresent = (path: string): Buffer => {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Error(`${path}: cannot be read; \`npm run train\` writes it`, { cause: error });
  }
};

const parseJson = (path: string): unknown => {
  try {
    return JSON.parse(readPresent(path).toString('utf8'));
  } catch (error) {
    throw error instanceof SyntaxError ? new Error(`${path}: not JSON: ${error.message}`, { cause: error }) : error;
  }
};

const faults = (path: string, issues: readonly Issue[]): string =>
  issues.map(({ path: at, message }) => `${path}${at === '' ? '' : `#${at}`}: ${message}`).join('\n');

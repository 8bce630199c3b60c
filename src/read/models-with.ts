import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reference } from '../domain/drift/reference.ts';
import { type Manifest, manifestSchema } from '../domain/model/manifest.ts';
import { loadReference } from '../model-files.ts';
import { LABEL_DELAY_DAYS } from './read-models.ts';

/** What reading needs to know of the models, without their trees. */
export type KnownModels = {
  readonly challenger?: string;
  readonly reference?: Reference;
  /** Whole days until a payment's label is known. */
  readonly labelDelayDays: number;
};

/** The models that lie beside a function's code. */
export const modelsWith = (folder: string): KnownModels => {
  const [champion, challenger] = ['model', 'challenger'].map((name) => join(folder, name));
  const reference = loadReference(champion, manifestIn(champion));
  return {
    labelDelayDays: LABEL_DELAY_DAYS,
    ...(existsSync(challenger) && { challenger: manifestIn(challenger).version }),
    ...(reference && { reference }),
  };
};

/** The manifest of a model's folder; whether it fits the code is not asked. */
export const manifestIn = (folder: string): Manifest =>
  manifestSchema.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));

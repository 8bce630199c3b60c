import { join } from 'node:path';
import { decidingParts } from '../assess/deciding-parts.ts';
import type { Decision } from '../domain/decision/decision.ts';
import type { Model } from '../domain/model/model.ts';
import { loadModel } from '../model-files.ts';
import { championFolder, REGISTRY_FOLDER } from '../registry/model-folders.ts';
import { type Recomputed, recomputer } from './recompute.ts';

/** Makes a decision again with the model that made it: the champion, or one that the registry holds. */
export const recomputeByRegistry = (registry = REGISTRY_FOLDER): ((decision: Decision) => Recomputed) => {
  const champion = loadModel(championFolder(registry));
  const models = new Map<string, Model | undefined>([[champion.manifest.version, champion]]);
  const modelOf = (version: string): Model | undefined => {
    if (!models.has(version)) models.set(version, readable(join(registry, 'models', version)));
    return models.get(version);
  };
  const recomputers = new Map<string, (decision: Decision) => Recomputed>();
  return (decision) => {
    const { versions, shadow } = decision;
    const model = modelOf(versions.model);
    if (model === undefined) return 'skipped';
    const key = `${versions.model}/${shadow?.model ?? ''}`;
    const challenger = shadow && modelOf(shadow.model);
    const recompute =
      recomputers.get(key) ??
      recomputer({ parts: decidingParts(model), champion: model, ...(challenger && { challenger }) });
    recomputers.set(key, recompute);
    return recompute(decision);
  };
};

/** A model that is not in the registry, or not of this code's features any more, makes no decision again. */
const readable = (folder: string): Model | undefined => {
  try {
    return loadModel(folder);
  } catch {
    return undefined;
  }
};

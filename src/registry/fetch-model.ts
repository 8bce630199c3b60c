import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Model } from '../domain/model/model.ts';
import { loadModel } from '../model-files.ts';
import { registryFault } from './fault.ts';
import { keys, type Registry, sha256 } from './registry.ts';

/** The files of a registered model, each of the digest that its entry tells. Throws a RegistryFault for one that is not. */
export const fetchFiles = async (
  { entry, objects }: Registry,
  id: string,
): Promise<ReadonlyMap<string, Uint8Array>> => {
  const files = new Map<string, Uint8Array>();
  for (const [name, digest] of Object.entries((await entry(id)).files)) {
    const bytes = await objects.read(keys.file(id, name));
    if (bytes === undefined) throw registryFault(`${keys.file(id, name)}: is missing, its entry tells of it`);
    if (sha256(bytes) !== digest)
      throw registryFault(`${keys.file(id, name)}: has digest ${sha256(bytes)}, registered was ${digest}`);
    files.set(name, bytes);
  }
  return files;
};

/** A registered model, checked as at start-up. Throws when it does not fit this code. */
export const fetchModel = async (registry: Registry, id: string): Promise<Model> => {
  const files = await fetchFiles(registry, id);
  const folder = await mkdtemp(join(tmpdir(), 'sluice-model-'));
  try {
    for (const [name, bytes] of files) await writeFile(join(folder, name), bytes);
    return loadModel(folder);
  } catch (error) {
    throw registryFault(
      `model ${id}: ${error instanceof Error ? error.message.replaceAll(folder, 'registered') : error}`,
      error,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
};

import { type Entry, entrySchema } from '../domain/registry/records.ts';
import { registryFault } from './fault.ts';
import { readPackage } from './model-package.ts';
import { keys, type Registry, recordBytes, sha256 } from './registry.ts';

export type Registration = {
  /** With the files of a model; see model-package.ts. */
  readonly folder: string;
  readonly by: string;
  /** SHA-256 of the table that it was trained on. */
  readonly dataDigest: string;
  readonly codeRevision: string;
  readonly nowMs: number;
};

/** Registers a model for good. The same files again are the same entry; other files under the same id are refused. */
export const register = async (registry: Registry, registration: Registration): Promise<Entry> => {
  const { folder, by, dataDigest, codeRevision, nowMs } = registration;
  const { model, files } = readPackage(folder);
  const { version: id, featuresVersion, trainedThrough, metrics } = model.manifest;
  const entry: Entry = {
    id,
    registeredBy: by.trim(),
    registeredAt: new Date(nowMs).toISOString(),
    files: Object.fromEntries([...files].map(([name, bytes]) => [name, sha256(bytes)])),
    featuresVersion,
    trainedThrough,
    dataDigest,
    codeRevision,
    metrics,
  };
  const record = recordBytes(keys.entry(id), entrySchema, entry);
  const { objects } = registry;
  for (const [name, bytes] of files)
    if (!(await objects.create(keys.file(id, name), bytes)))
      await refuseOther(registry, { id, name, digest: entry.files[name] });
  if (await objects.create(keys.entry(id), record)) return entry;
  const standing = await registry.entry(id);
  const others = Object.keys({ ...standing.files, ...entry.files }).filter(
    (name) => standing.files[name] !== entry.files[name],
  );
  if (others.length > 0)
    throw registryFault(
      `model ${id} is registered with other files: ${others.join(', ')} differ; an entry never changes`,
    );
  return standing;
};

const refuseOther = async (
  { objects }: Registry,
  { id, name, digest }: { readonly id: string; readonly name: string; readonly digest: string },
): Promise<void> => {
  const standing = await objects.read(keys.file(id, name));
  if (standing !== undefined && sha256(standing) !== digest)
    throw registryFault(
      `model ${id} has another ${name} in the registry already; an entry never changes, and its id is that of its model.onnx`,
    );
};

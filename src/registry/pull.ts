import { fetchFiles } from './fetch-model.ts';
import { keys, type Registry, toBytes } from './registry.ts';

/**
 * Copies the champion and the challenger of one registry into another, which then names them too: so a checkout starts and deploys
 * with what a team has promoted in S3. Resolves to the ids copied or there already.
 */
export const pull = async (from: Registry, to: Registry): Promise<readonly string[]> => {
  const [champion, shadow] = await Promise.all([from.champion(), from.shadow()]);
  const ids = [champion?.champion, shadow?.challenger].filter((id) => id !== undefined);
  for (const id of ids) {
    for (const [name, bytes] of await fetchFiles(from, id)) await to.objects.create(keys.file(id, name), bytes);
    await to.objects.create(keys.entry(id), toBytes(await from.entry(id)));
    await fetchFiles(to, id);
  }
  if (champion !== undefined) await to.changeChampion(() => champion);
  await to.setShadow(shadow);
  return ids;
};

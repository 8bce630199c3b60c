import { approverProblem, judgePromotion, rollbackTarget, withChange } from '../domain/registry/promotion.ts';
import type { Approval, ChampionRecord, KeptComparison } from '../domain/registry/records.ts';
import { registryFault } from './fault.ts';
import { fetchModel } from './fetch-model.ts';
import type { Registry } from './registry.ts';

/** Where a person acts on the registry. */
export type Acting = {
  readonly registry: Registry;
  /** Id of the model that decides while the registry names no champion: the one that is committed with the code. */
  readonly committed: string;
  readonly featuresVersion: string;
  readonly nowMs: number;
};

export const championOf = async ({ registry, committed }: Pick<Acting, 'registry' | 'committed'>): Promise<string> =>
  (await registry.champion())?.champion ?? committed;

/** Records a second person's approval of the newest comparison of a model with the champion. */
export const approve = async (
  acting: Acting,
  { id, by, reason }: { id: string; by: string; reason: string },
): Promise<Approval> => {
  const { registry, nowMs } = acting;
  const entry = await registry.entry(id);
  const problem = approverProblem(by, entry);
  if (problem !== undefined) throw registryFault(problem);
  if (reason.trim() === '') throw registryFault('the reason is empty; say in a sentence why the model may decide');
  const champion = await championOf(acting);
  const newest = newestOf((await registry.comparisonsOf(id)).filter((each) => each.champion === champion));
  if (newest === undefined)
    throw registryFault(
      `there is nothing to approve: model ${id} was not compared with the champion; npm run model:compare -- ${champion} ${id}`,
    );
  const approval = {
    model: id,
    comparison: newest.digest,
    by: by.trim(),
    at: new Date(nowMs).toISOString(),
    reason: reason.trim(),
  };
  if (!(await registry.keepApproval(approval)))
    throw registryFault(`${by} has approved comparison ${newest.digest.slice(0, 12)} of model ${id} before`);
  return approval;
};

/** Makes a registered model the champion. Throws a RegistryFault that names everything that is missing. */
export const promote = async (acting: Acting, { id, by }: { id: string; by: string }): Promise<ChampionRecord> => {
  const { registry, committed, featuresVersion, nowMs } = acting;
  const champion = await championOf(acting);
  const [entry, comparisons, approvals] = await Promise.all([
    registry.entry(id),
    registry.comparisonsOf(id),
    registry.approvalsOf(id),
  ]);
  const judged = judgePromotion({ entry, champion, featuresVersion, comparisons, approvals, by });
  if (!judged.ok)
    throw registryFault(
      `model ${id} is not promoted; missing:\n${judged.missing.map((each) => `  - ${each}`).join('\n')}`,
    );
  await fetchModel(registry, id);
  await registry.entry(champion);
  return registry.changeChampion((standing) => {
    if ((standing?.champion ?? committed) !== champion)
      throw registryFault(`the champion has become ${standing?.champion} meanwhile; compare with that one`);
    return withChange(standing ?? { champion, history: [] }, {
      kind: 'promote',
      from: champion,
      to: id,
      by: by.trim(),
      at: new Date(nowMs).toISOString(),
      comparison: judged.comparison.digest,
      approvedBy: judged.approvedBy,
    });
  });
};

/** Brings back the champion before this one, which nobody needs to approve: it was the champion. Throws when it no longer fits the code. */
export const rollBack = async (
  acting: Acting,
  { by, reason }: { by: string; reason?: string },
): Promise<ChampionRecord> => {
  const { registry, nowMs } = acting;
  const standing = await registry.champion();
  const target = standing && rollbackTarget(standing);
  if (standing === undefined || target === undefined)
    throw registryFault(`nothing to roll back to: no model was promoted over ${await championOf(acting)}`);
  await fetchModel(registry, target);
  return registry.changeChampion((now) => {
    if (now === undefined || now.champion !== standing.champion)
      throw registryFault(`the champion has become ${now?.champion} meanwhile; look at it and try again`);
    const at = new Date(nowMs).toISOString();
    return withChange(now, {
      kind: 'rollback',
      from: now.champion,
      to: target,
      by: by.trim(),
      at,
      ...(reason !== undefined && { reason }),
    });
  });
};

/** Has a registered model score beside the champion, or none. The champion itself is refused: it would agree with itself. */
export const setShadow = async (acting: Acting, { id, by }: { id: string | undefined; by: string }): Promise<void> => {
  const { registry, nowMs } = acting;
  if (id === undefined) return registry.setShadow(undefined);
  if (id === (await championOf(acting)))
    throw registryFault(`model ${id} is the champion; a challenger is another model`);
  await fetchModel(registry, id);
  await registry.setShadow({ challenger: id, by: by.trim(), at: new Date(nowMs).toISOString() });
};

const newestOf = (comparisons: readonly KeptComparison[]): KeptComparison | undefined =>
  comparisons.toSorted((a, b) => a.madeAt.localeCompare(b.madeAt)).at(-1);

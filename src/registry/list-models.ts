import { type Acting, championOf } from './promote.ts';
import type { Listed } from './render.ts';

/** Every registered model, oldest first, with its role and how far it is on its way to being promoted over the champion of now. */
export const listModels = async (acting: Pick<Acting, 'registry' | 'committed'>): Promise<readonly Listed[]> => {
  const { registry } = acting;
  const [entries, champion, shadow] = await Promise.all([registry.entries(), championOf(acting), registry.shadow()]);
  const listed = await Promise.all(
    entries.map(async (entry): Promise<Listed> => {
      const [comparisons, approvals] = await Promise.all([
        registry.comparisonsOf(entry.id),
        registry.approvalsOf(entry.id),
      ]);
      const current = comparisons.filter((each) => each.champion === champion);
      const digests = new Set(current.map(({ digest }) => digest));
      return {
        entry,
        roles: [
          ...(entry.id === champion ? ['champion'] : []),
          ...(entry.id === shadow?.challenger ? ['challenger'] : []),
        ],
        comparisons: current.length,
        approvals: approvals.filter(({ comparison }) => digests.has(comparison)).map(({ by }) => by),
      };
    }),
  );
  return listed.toSorted((a, b) => a.entry.registeredAt.localeCompare(b.entry.registeredAt));
};

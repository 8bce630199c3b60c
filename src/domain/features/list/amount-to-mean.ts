import type { Entity } from '../../profile/entity.ts';
import type { Feature } from '../feature.ts';
import { ratioOf } from '../ratio.ts';
import { flowOfEntity } from '../windows.ts';

/** The amount over the entity's own mean payment of today and the 28 days before. Unit: ratio, 0 to 1000 (capped). NaN without history. */
const amountToMeanOf = (entity: Entity): Feature => ({
  name: `${entity}.amount_to_mean`,
  meaning: `amount against this ${entity}'s own mean`,
  unit: 'ratio',
  of: ({ views, amountCents }) => {
    const view = views[entity];
    if (view === undefined) return Number.NaN;
    const { count, cents } = flowOfEntity(view, entity)['28_days'];
    return ratioOf(amountCents * count, cents);
  },
});

export const amountToMean = [amountToMeanOf('sender'), amountToMeanOf('receiver'), amountToMeanOf('card')];

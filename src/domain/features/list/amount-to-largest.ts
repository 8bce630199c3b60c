import type { Entity } from '../../profile/entity.ts';
import type { Feature } from '../feature.ts';
import { ratioOf } from '../ratio.ts';
import { flowOfEntity } from '../windows.ts';

/** The amount over the entity's largest payment of today and the 28 days before. Unit: ratio, 0 to 1000 (capped). NaN without history. */
const amountToLargestOf = (entity: Entity): Feature => ({
  name: `${entity}.amount_to_largest`,
  meaning: `amount against this ${entity}'s largest so far`,
  unit: 'ratio',
  of: ({ views, amountCents }) => {
    const view = views[entity];
    if (view === undefined) return Number.NaN;
    return ratioOf(amountCents, flowOfEntity(view, entity).largestCents);
  },
});

export const amountToLargest = [amountToLargestOf('sender'), amountToLargestOf('receiver')];

import type { Entity } from '../../profile/entity.ts';
import type { Feature } from '../feature.ts';

/** 1 when the entity had more payments in seven days than are remembered one by one: its windows are lower bounds. Else 0. NaN without it. */
const saturatedOf = (entity: Entity): Feature => ({
  name: `${entity}.saturated`,
  meaning: `windows of this ${entity} are full and only lower bounds`,
  unit: 'flag',
  of: ({ views }) => {
    const view = views[entity];
    return view === undefined ? Number.NaN : Number(view.saturated);
  },
});

export const saturated = [saturatedOf('sender'), saturatedOf('receiver')];

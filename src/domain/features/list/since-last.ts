import type { Entity } from '../../profile/entity.ts';
import type { Feature } from '../feature.ts';
import { flowOfEntity } from '../windows.ts';

/** Time since the entity's last payment in the same direction, failed ones included. Unit: seconds, from 0. NaN when none is remembered. */
const sinceLastOf = (entity: Entity): Feature => ({
  name: `${entity}.seconds_since_last`,
  meaning: `time since the last payment ${entity === 'receiver' ? 'to' : 'of'} this ${entity}`,
  unit: 'seconds',
  of: ({ views, atMs }) => {
    const view = views[entity];
    const lastAtMs = view === undefined ? undefined : flowOfEntity(view, entity).lastAtMs;
    return lastAtMs === undefined ? Number.NaN : (atMs - lastAtMs) / 1000;
  },
});

export const sinceLast = (['sender', 'receiver', 'device', 'card', 'ip'] as const).map(sinceLastOf);

import type { Entity } from '../../profile/entity.ts';
import type { Feature } from '../feature.ts';
import { flowOfEntity } from '../windows.ts';

/** Counterparties of the last 24 h that were not met in the 28 days before. Unit: accounts, 0 to 128. NaN without the entity. */
const newCounterpartiesOf = (entity: Entity): Feature => ({
  name: `${entity}.new_counterparties_24h`,
  meaning: `new counterparties of this ${entity} in 24 hours`,
  unit: 'accounts',
  of: ({ views }) => {
    const view = views[entity];
    return view === undefined ? Number.NaN : flowOfEntity(view, entity).newPeers24h;
  },
});

export const newCounterparties = [newCounterpartiesOf('sender'), newCounterpartiesOf('receiver')];

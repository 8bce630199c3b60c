import type { Direction, Entity } from '../profile/entity.ts';
import { type Flow, WINDOWS, type Window, type WindowName } from '../profile/flow.ts';
import type { View } from '../profile/view.ts';
import type { Feature, FeatureContext } from './feature.ts';

/** Which way an entity of a payment looks at its own past: a receiver at what it was paid, all others at what they paid. */
export const DIRECTION_OF: Readonly<Record<Entity, Direction>> = {
  sender: 'out',
  receiver: 'in',
  device: 'out',
  card: 'out',
  ip: 'out',
};
const VELOCITY_ENTITIES = ['sender', 'receiver', 'device', 'card', 'ip'] as const;

export const flowOfEntity = (view: View, entity: Entity): Flow => view[DIRECTION_OF[entity]];

type Statistic = {
  readonly name: string;
  readonly unit: string;
  readonly meaning: (entity: Entity, window: WindowName) => string;
  readonly of: (window: Window) => number;
};

/** One statistic over every window of every entity: `sender.count_1h`, ... NaN when the payment does not name the entity. */
export const overWindows = (statistic: Statistic): readonly Feature[] =>
  VELOCITY_ENTITIES.flatMap((entity) =>
    WINDOWS.map((window) => ({
      name: `${entity}.${statistic.name}_${window}`,
      unit: statistic.unit,
      meaning: statistic.meaning(entity, window),
      of: ({ views }: FeatureContext) => {
        const view = views[entity];
        return view === undefined ? Number.NaN : statistic.of(flowOfEntity(view, entity)[window]);
      },
    })),
  );

const SPANS: Readonly<Record<WindowName, string>> = {
  '1h': 'in the hour before',
  '24h': 'in the 24 hours before',
  '7d': 'in the seven days before',
  '28_days': 'today and on the 28 days before',
};

/** `by the sender in the hour before` */
export const whoAndWhen = (entity: Entity, window: WindowName): string =>
  `${entity === 'receiver' ? 'to' : entity === 'sender' ? 'by' : 'with'} this ${entity} ${SPANS[window]}`;

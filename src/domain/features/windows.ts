import { type Direction, ENTITIES, type Entity } from '../profile/entity.ts';
import { type Flow, WINDOWS, type Window, type WindowName } from '../profile/flow.ts';
import type { View } from '../profile/view.ts';
import type { Feature, FeatureContext } from './feature.ts';

/** Which way an entity of a payment looks at its own past: a receiver at what it was paid, all others at what they paid. */
const DIRECTION_OF: Readonly<Record<Entity, Direction>> = {
  sender: 'out',
  receiver: 'in',
  device: 'out',
  card: 'out',
  ip: 'out',
};
export const flowOfEntity = (view: View, entity: Entity): Flow => view[DIRECTION_OF[entity]];

/** What is told of a window, in the order in which a velocity vector holds it. */
const STATISTICS = ['count', 'cents', 'distinct', 'failures'] as const satisfies readonly (keyof Window)[];
type Statistic = (typeof STATISTICS)[number];

const offsetOf = (entity: Entity, window: WindowName, statistic: Statistic): number =>
  (ENTITIES.indexOf(entity) * WINDOWS.length + WINDOWS.indexOf(window)) * STATISTICS.length +
  STATISTICS.indexOf(statistic);

/**
 * Every statistic of every window of every entity, NaN for an entity that the payment does not name. Laid out once a payment, so that a
 * feature is one look into it: there are eighty of them.
 */
export const velocityOf = (views: FeatureContext['views']): readonly number[] => {
  const velocity = UNKNOWN.slice();
  let at = 0;
  for (const entity of ENTITIES) {
    const view = views[entity];
    if (view === undefined) {
      at += WINDOWS.length * STATISTICS.length;
      continue;
    }
    const flow = flowOfEntity(view, entity);
    for (const name of WINDOWS) {
      const { count, cents, distinct, failures } = flow[name];
      velocity[at] = count;
      velocity[at + 1] = cents;
      velocity[at + 2] = distinct;
      velocity[at + 3] = failures;
      at += STATISTICS.length;
    }
  }
  return velocity;
};

/** Not a typed array: one of this size is allocated outside the heap, which takes as long as filling it. */
const UNKNOWN = Array.from({ length: ENTITIES.length * WINDOWS.length * STATISTICS.length }, () => Number.NaN);

/** Of each entity the windows that earn their place: a profile holds them all, the list only those that help to tell fraud. */
export type WindowsOf = Readonly<Partial<Record<Entity, readonly WindowName[]>>>;

type OverWindows = {
  readonly name: string;
  readonly unit: string;
  readonly meaning: (entity: Entity, window: WindowName) => string;
  readonly statistic: Statistic;
  readonly windows: WindowsOf;
};

/** One statistic over windows of entities: `sender.count_1h`, ... NaN when the payment does not name the entity. */
export const overWindows = ({ name, unit, meaning, statistic, windows }: OverWindows): readonly Feature[] =>
  ENTITIES.flatMap((entity) =>
    (windows[entity] ?? []).map((window) => {
      const offset = offsetOf(entity, window, statistic);
      return {
        name: `${entity}.${name}_${window}`,
        unit,
        meaning: meaning(entity, window),
        of: ({ velocity }: FeatureContext) => velocity[offset],
      };
    }),
  );

const SPANS: Readonly<Record<WindowName, string>> = {
  '1h': 'in the hour before',
  '24h': 'in the 24 hours before',
  '7d': 'in the seven days before',
  '28_days': 'today and on the 28 days before',
};

/** `in the hour before` */
export const spanOf = (window: WindowName): string => SPANS[window];

/** `by the sender in the hour before` */
export const whoAndWhen = (entity: Entity, window: WindowName): string =>
  `${entity === 'receiver' ? 'to' : entity === 'sender' ? 'by' : 'with'} this ${entity} ${SPANS[window]}`;

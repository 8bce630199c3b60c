import { type Episode, later, moments } from '../../episode.ts';
import { cash, transfer } from '../../ways-to-pay.ts';
import { HOUR_MS } from '../../world/time.ts';
import { anyPerson } from '../../world/world.ts';

/** Strangers pay a private seller all day, who takes most of it out in the evening. Looks like a mule. */
export const marketDay: Episode = (world, { person, atMs }) => {
  const { random } = world;
  const count = random.whole(3, 9);
  const times = moments(world, { fromMs: atMs, count, meanGapMs: random.between(0.2, 2) * HOUR_MS });
  const sales = times.map((time) =>
    transfer(world, { person: anyPerson(world), atMs: time, to: person, amountMinor: random.lognormal(14_000, 1.2) }),
  );
  const eveningMs = later(world, times[times.length - 1], 1.5 * HOUR_MS);
  const share = random.between(0.3, 0.95);
  const out = moments(world, { fromMs: eveningMs, count: random.whole(1, 2), meanGapMs: HOUR_MS / 2 }).map((time) =>
    cash(world, { person, atMs: time, type: 'CASH_OUT', amountMinor: (balance) => balance * share }),
  );
  return [
    ...sales.map((sale) => (sale.sender === person ? { ...sale, receiver: (person + 1) % world.people.count } : sale)),
    ...out,
  ];
};

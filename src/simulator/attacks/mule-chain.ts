import { later, moments } from '../episode.ts';
import type { Intent } from '../intent.ts';
import { cash, transfer } from '../ways-to-pay.ts';
import { HOUR_MS, MINUTE_MS } from '../world/time.ts';
import { anyPerson, type World } from '../world/world.ts';
import type { Attack } from './attack.ts';
import { muleFor } from './mule.ts';

const scenario = 'mule_chain';

/** Several deceived people pay one mule, who passes it on through one or two more to cash. All of it is labelled. */
export const muleChain: Attack = (world, atMs) => {
  const { random } = world;
  const mule = muleFor(world, -1);
  const victims = random.whole(3, 6);
  const times = moments(world, { fromMs: atMs, count: victims, meanGapMs: random.between(0.1, 2) * HOUR_MS });
  const into = times.map((time) => {
    const drawn = anyPerson(world);
    const person = drawn === mule ? (drawn + 1) % world.people.count : drawn;
    const amount = random.lognormal(38_000, 0.8);
    const amountMinor = (balance: number) => Math.min(amount, balance * 0.9);
    return transfer(world, { person, atMs: time, to: mule, amountMinor, scenario });
  });
  return [...into, onward(world, { mule, atMs: times[times.length - 1], hops: random.whole(0, 2) })];
};

type Hop = { readonly mule: number; readonly atMs: number; readonly hops: number };

const onward = (world: World, { mule, atMs, hops }: Hop): Intent => {
  const { random } = world;
  const share = random.between(0.6, 0.98);
  const order = {
    person: mule,
    atMs: later(world, atMs, random.between(0.1, 2.5) * HOUR_MS),
    amountMinor: (balance: number) => balance * share,
    scenario,
  } as const;
  if (hops === 0) {
    const again = { ...order, atMs: later(world, order.atMs, 40 * MINUTE_MS), type: 'CASH_OUT' } as const;
    const followedBy = () => (random.chance(0.4) ? [cash(world, again)] : []);
    return cash(world, { ...order, type: 'CASH_OUT', followedBy });
  }
  const next = muleFor(world, mule);
  return transfer(world, {
    ...order,
    to: next,
    followedBy: (done) => [onward(world, { mule: next, atMs: done.atMs, hops: hops - 1 })],
  });
};

import { moments } from '../episode.ts';
import { cash, transfer } from '../ways-to-pay.ts';
import { HOUR_MS } from '../world/time.ts';
import { anyPerson } from '../world/world.ts';
import type { Attack } from './attack.ts';
import { muleFor } from './mule.ts';

const LIMITS_MINOR = [300_000, 500_000, 1_000_000];
const scenario = 'structuring';

/** Money whose origin is to be hidden is paid in, in parts just under a limit, and moved on in such parts. */
export const structuring: Attack = (world, atMs) => {
  const { random } = world;
  const person = anyPerson(world);
  const limit = LIMITS_MINOR[random.whole(0, LIMITS_MINOR.length - 1)];
  const amountMinor = () => Math.round((limit * random.between(0.82, 0.998)) / 100) * 100;
  const meanGapMs = random.between(1, 20) * HOUR_MS;
  const paidIn = moments(world, { fromMs: atMs, count: random.whole(2, 5), meanGapMs });
  const movedOn = moments(world, {
    fromMs: paidIn[paidIn.length - 1],
    count: random.whole(1, 3),
    meanGapMs: meanGapMs / 2,
  });
  return [
    ...paidIn.map((time) => cash(world, { person, atMs: time, type: 'CASH_IN', amountMinor: amountMinor(), scenario })),
    ...movedOn.map((time) =>
      transfer(world, { person, atMs: time, to: muleFor(world, person), amountMinor: amountMinor(), scenario }),
    ),
  ];
};

import { type Episode, moments } from '../../episode.ts';
import { transfer } from '../../ways-to-pay.ts';
import { HOUR_MS } from '../../world/time.ts';
import { anyPerson } from '../../world/world.ts';

/** A childminder, a tutor, a flatmate: someone new is paid every day or two from now on. Looks like a slow drain. */
export const newRegular: Episode = (world, { person, atMs }) => {
  const { random, people, sessions } = world;
  const drawn = random.chance(0.4) ? people.friend(person, 300) : anyPerson(world);
  const to = drawn === person ? people.friend(person, 2) : drawn;
  const usual = random.lognormal(8500, 0.7);
  const tablet = random.chance(0.3)
    ? sessions.foreign({ key: random.whole(0, 1e8), city: people.homeCity(person), mobile: false })
    : undefined;
  return moments(world, { fromMs: atMs, count: random.whole(4, 9), meanGapMs: random.between(14, 55) * HOUR_MS }).map(
    (time) =>
      transfer(world, {
        person,
        atMs: time,
        to,
        amountMinor: usual * random.between(0.7, 1.4),
        ...(tablet === undefined ? {} : { session: tablet }),
      }),
  );
};

import { anyPerson, type World } from '../world/world.ts';

const REMEMBERED = 100;
const USED_AGAIN = 0.25;

/** An account that takes stolen money: mostly one not used before, sometimes one of the last hundred. */
export const muleFor = (world: World, victim: number): number => {
  const { mules, random } = world;
  const known = random.chance(USED_AGAIN) ? mules[random.whole(0, Math.max(0, mules.length - 1))] : undefined;
  const mule = known ?? anyPerson(world);
  if (mule === victim) return (mule + 1) % world.people.count;
  if (known === undefined) mules.push(mule);
  if (mules.length > REMEMBERED) mules.shift();
  return mule;
};

/** Someone with money worth stealing. */
export const victimWith = (world: World, leastMinor: number): number => {
  let victim = anyPerson(world);
  for (let tries = 0; tries < 20 && world.balancesMinor[victim] < leastMinor; tries += 1) victim = anyPerson(world);
  return victim;
};

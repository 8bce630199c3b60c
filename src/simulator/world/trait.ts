/**
 * What stays true of a person or a shop is a hash of its number, not a record in memory: five million people cost nothing.
 * Each trait is drawn under its own name, in [0, 1).
 */
export type Trait = (subject: number, of: TraitName, index?: number) => number;

const TRAITS = [
  'activity', 'agent', 'appetite', 'balance', 'card', 'category', 'city', 'country', 'device', 'deviceAge', 'employer', 'favourite',
  'friend', 'income', 'ip', 'jitterLatitude', 'jitterLongitude', 'landlord', 'payday', 'paysRent', 'persona', 'price', 'rentDay',
  'shared', 'shuffle', 'trip', 'tripCity', 'tripDay', 'tripDays', 'utility', 'utilityDay', 'forwards', 'online',
] as const; // biome-ignore format: a plain list
const { imul } = Math;

export type TraitName = (typeof TRAITS)[number];

const NUMBER_OF: Readonly<Record<string, number>> = Object.fromEntries(TRAITS.map((name, at) => [name, at + 1]));

export const traitsOf =
  (seed: number): Trait =>
  (subject, of, index = 0) =>
    mixed(seed, subject, (NUMBER_OF[of] ?? 0) + 64 * index) / 0x1_0000_0000;

/** MurmurHash3's 32-bit finaliser (Appleby) over three numbers, each spread by an odd constant. */
const mixed = (seed: number, subject: number, salt: number): number => {
  let hash = finalised(seed ^ imul(subject + 1, 0x9e3779b1));
  hash = finalised(hash ^ imul(salt + 1, 0x85ebca77));
  return hash >>> 0;
};

const finalised = (value: number): number => {
  let hash = value | 0;
  hash = imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
};

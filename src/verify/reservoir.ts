import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** So many of what passes by, each with the same chance, in one pass and constant memory (Vitter, "Random sampling with a reservoir", 1985). */
export const reservoirOf = <T>(size: number, seed: number) => {
  const random = xoroshiro128plus(seed);
  const kept: T[] = [];
  let seen = 0;
  return {
    offer: (item: T): void => {
      seen += 1;
      if (kept.length < size) kept.push(item);
      else {
        const place = uniformInt(random, 0, seen - 1);
        if (place < size) kept[place] = item;
      }
    },
    kept: (): readonly T[] => kept,
    seen: (): number => seen,
  };
};

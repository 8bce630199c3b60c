import type { Intent } from './intent.ts';
import type { World } from './world/world.ts';

/** A story of several payments that begins with a person at a moment. */
export type Episode = (world: World, begin: { readonly person: number; readonly atMs: number }) => readonly Intent[];

/** Moments one after another, each after a random while of the given mean; the world's pace shortens them all. */
export const moments = (
  { random, pace }: World,
  { fromMs, count, meanGapMs }: { readonly fromMs: number; readonly count: number; readonly meanGapMs: number },
): readonly number[] => {
  let atMs = fromMs;
  return Array.from({ length: count }, () => {
    atMs += Math.round((1000 + random.between(0.3, 0.7) * meanGapMs + random.exponential(meanGapMs / 2)) / pace);
    return atMs;
  });
};

/** A moment after another. */
export const later = (world: World, fromMs: number, meanGapMs: number): number =>
  moments(world, { fromMs, count: 1, meanGapMs })[0];

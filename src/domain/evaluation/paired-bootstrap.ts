import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Measure } from '../registry/records.ts';
import type { Evaluated } from './evaluated.ts';
import { MEASURE_NAMES, type Measures, measuresOf } from './measures.ts';

export type Pair = { readonly champion: Evaluated; readonly challenger: Evaluated };
export type BootstrapOptions = { readonly resamples: number; readonly seed: number; readonly confidence: number };

/**
 * The measures of two models on the same rows, with percentile intervals of their difference: both models are measured on every draw, so
 * what makes a draw easy or hard for both cancels out. Efron & Tibshirani, "An introduction to the bootstrap" (1993), chapters 8 and 13.
 * Payments are drawn one by one; those of one attack hang together, so true intervals are somewhat wider.
 */
export const pairedBootstrap = (
  { champion, challenger }: Pair,
  { resamples, seed, confidence }: BootstrapOptions,
): readonly Measure[] => {
  const rows = champion.fraud.length;
  const once = new Uint16Array(rows).fill(1);
  const [ofChampion, ofChallenger] = [measuresOf(champion, once), measuresOf(challenger, once)];
  const random = xoroshiro128plus(seed);
  const drawn: Record<keyof Measures, number[]> = emptyDraws();
  const weights = new Uint16Array(rows);
  for (let draw = 0; draw < resamples; draw += 1) {
    weights.fill(0);
    for (let n = 0; n < rows; n += 1) weights[uniformInt(random, 0, rows - 1)] += 1;
    const [a, b] = [measuresOf(champion, weights), measuresOf(challenger, weights)];
    for (const name of MEASURE_NAMES) if (Number.isFinite(b[name] - a[name])) drawn[name].push(b[name] - a[name]);
  }
  const tail = (1 - confidence) / 2;
  return MEASURE_NAMES.map((name) => {
    const sorted = drawn[name].toSorted((a, b) => a - b);
    return {
      name,
      champion: ofChampion[name],
      challenger: ofChallenger[name],
      difference: ofChallenger[name] - ofChampion[name],
      low: quantile(sorted, tail),
      high: quantile(sorted, 1 - tail),
    };
  });
};

const emptyDraws = () =>
  Object.fromEntries(MEASURE_NAMES.map((name) => [name, []])) as unknown as Record<keyof Measures, number[]>;

/** Linear between the two nearest, as numpy's. */
const quantile = (sorted: readonly number[], share: number): number => {
  const at = share * (sorted.length - 1);
  const [low, high] = [Math.floor(at), Math.ceil(at)];
  return sorted[low] + (sorted[high] - sorted[low]) * (at - low);
};

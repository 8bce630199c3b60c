import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A seeded stream of chance: the same seed gives the same draws in the same order. */
export type RandomSource = {
  /** In [0, 1). */
  readonly unit: () => number;
  readonly chance: (probability: number) => boolean;
  readonly between: (low: number, high: number) => number;
  /** A whole number, both ends included. */
  readonly whole: (low: number, high: number) => number;
  readonly exponential: (mean: number) => number;
  /** Heavy-tailed, with its median and the standard deviation of its logarithm. */
  readonly lognormal: (median: number, sigma: number) => number;
};

export const randomSource = (seed: number): RandomSource => {
  const generator = xoroshiro128plus(seed);
  const unit = () => uniformFloat64(generator);
  const between = (low: number, high: number) => low + unit() * (high - low);
  return {
    unit,
    between,
    chance: (probability) => unit() < probability,
    whole: (low, high) => Math.floor(between(low, high + 1)),
    exponential: (mean) => -mean * Math.log(1 - unit()),
    lognormal: (median, sigma) => median * Math.exp(sigma * standardNormal(unit)),
  };
};

/** Box and Muller, "A note on the generation of random normal deviates" (1958). */
const standardNormal = (unit: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit());

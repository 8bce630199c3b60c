/** From here up, by the custom of credit scoring, a population has shifted for certain; below 0.1 it has not. */
export const SHIFTED = 0.25;

/**
 * Population stability index of two distributions over the same bins: the sum over bins of (a - e) ln(a / e), where e and a are the
 * expected and the actual share of the bin. Siddiqi, "Credit risk scorecards" (2006), chapter 8. It is the symmetric Kullback-Leibler
 * divergence (Jeffreys), 0 for equal shares. Half a count is added to every bin, so that an empty one stays finite.
 */
export const populationStability = (expected: readonly number[], actual: readonly number[]): number => {
  const [e, a] = [sharesOf(expected), sharesOf(actual)];
  return e.reduce((sum, share, bin) => sum + (a[bin] - share) * Math.log(a[bin] / share), 0);
};

/**
 * What the index comes to by chance when nothing has shifted: (bins - 1)(1 / n + 1 / m) on average. Yurdakul, "Statistical properties of
 * population stability index" (Western Michigan University, 2018).
 */
export const stabilityByChance = (expected: readonly number[], actual: readonly number[]): number =>
  (expected.length - 1) * (1 / Math.max(1, sum(expected)) + 1 / Math.max(1, sum(actual)));

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

const sharesOf = (counts: readonly number[]): readonly number[] => {
  const total = sum(counts) + counts.length / 2;
  return counts.map((count) => (count + 0.5) / total);
};

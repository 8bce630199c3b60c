/** Latencies in geometric classes a quarter of an octave wide: a percentile read from them is within 9 % of the true one. */
export type LatencyClasses = Readonly<Record<string, number>>;

const CLASSES_PER_OCTAVE = 4;

/** The class of a latency in microseconds; below one microsecond is class 0. */
export const latencyClass = (micros: number): string =>
  String(Math.floor(CLASSES_PER_OCTAVE * Math.log2(Math.max(1, micros))));

/** The given percentile (0..100) in milliseconds, at the middle of its class; 0 when nothing was counted. */
export const latencyPercentileMs = (classes: LatencyClasses, percentile: number): number => {
  const counted = Object.entries(classes)
    .map(([name, count]) => [Number(name), count] as const)
    .sort(([a], [b]) => a - b);
  const rank = (counted.reduce((sum, [, count]) => sum + count, 0) * percentile) / 100;
  let passed = 0;
  for (const [name, count] of counted) {
    passed += count;
    if (passed >= rank) return 2 ** ((name + 0.5) / CLASSES_PER_OCTAVE) / 1000;
  }
  return 0;
};

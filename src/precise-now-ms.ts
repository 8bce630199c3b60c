/** Milliseconds since 1970 with fractions, so that latencies can be told in microseconds. */
export const preciseNowMs = (): number => performance.timeOrigin + performance.now();

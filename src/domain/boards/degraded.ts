import { MINUTE_MS, type Minute } from './minute.ts';

type Numbered = readonly [minute: number, body: Minute];

/**
 * Since when every minute with decisions has had some that were made without the best of the ladder, epoch milliseconds, to the minute;
 * undefined when the last such minute had none. `earlier` is what the minutes before these told.
 */
export const degradedSinceMs = (minutes: readonly Numbered[], earlier?: number): number | undefined => {
  const byMinute = [...Map.groupBy(minutes, ([minute]) => minute)].sort(([a], [b]) => a - b);
  return byMinute.reduce<number | undefined>((sinceMs, [minute, bodies]) => {
    const degraded = bodies.reduce((sum, [, body]) => sum + (body.degraded ?? 0), 0);
    return degraded === 0 ? undefined : (sinceMs ?? minute * MINUTE_MS);
  }, earlier);
};

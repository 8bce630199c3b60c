import { degradedSinceMs } from '../../domain/boards/degraded.ts';
import { MINUTE_MS, minuteOf } from '../../domain/boards/minute.ts';
import type { Rung, Versions } from '../../domain/decision/decision.ts';
import type { ReadPorts } from '../../read/ports.ts';
import { watchedOf } from '../../watch/keep-watch.ts';
import { SETTLED_MS } from './boards.ts';
import { type MinutesSource, readMinutes } from './minutes.ts';
import { readWatch } from './model-days.ts';

export type HealthSource = MinutesSource & {
  readonly nowMs: () => number;
  readonly readFeed: ReadPorts['readFeed'];
  readonly countQuarantined: () => Promise<number>;
  readonly versions: Versions;
  /** The rung that scores when nothing is amiss. */
  readonly firstRung: Rung;
};

/** The health of scoring as the latest decision tells it: the functions that decide share no memory with the one that is asked. */
export const createReadHealth = (source: HealthSource): ReadPorts['readHealth'] => {
  const { readFeed, countQuarantined, versions, firstRung } = source;
  const readSince = createReadSince(source);
  return async () => {
    const [[latest], quarantined, watch] = await Promise.all([
      readFeed({ limit: 1 }),
      countQuarantined(),
      readWatch(source),
    ]);
    const { rung, rungReason } = latest ?? { rung: firstRung };
    const common = { rung, versions, quarantined, ...(watch && { models: watchedOf(watch) }) };
    if (latest === undefined || (rung === firstRung && rungReason === undefined)) return { status: 'ok', ...common };
    const sinceMs = (await readSince()) ?? latest.decidedAtMs;
    return {
      status: 'degraded',
      ...common,
      ...(rungReason !== undefined && { rungReason }),
      degradedSince: new Date(sinceMs).toISOString(),
    };
  };
};

/** For so many minutes the change stream may still add to a minute. */
const SETTLING_MINUTES = 5;
const MINUTES_KEPT = SETTLED_MS / MINUTE_MS;

/** Reads the minutes that are kept once, and after that only those that came since. */
const createReadSince = (source: HealthSource): (() => Promise<number | undefined>) => {
  let known: { readonly from: number; readonly sinceMs?: number } | undefined;
  return async () => {
    const now = minuteOf(source.nowMs());
    const { from, sinceMs } = known ?? { from: now - MINUTES_KEPT };
    const minutes = await readMinutes(source, from);
    const settled = Math.max(from, now - SETTLING_MINUTES);
    known = {
      from: settled,
      sinceMs: degradedSinceMs(
        minutes.filter(([minute]) => minute < settled),
        sinceMs,
      ),
    };
    return degradedSinceMs(minutes, sinceMs);
  };
};

const HOUR_MS = 3_600_000;
const LOCAL = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d{1,9})?)$/;

/**
 * A wall-clock time in a zone (`UTC`, `+02:00`, `Europe/Brussels`) as ISO 8601 with a zone; null when it is no such time.
 * An hour that a change of clocks repeats is taken as its first pass.
 */
export const zonedToIso = (text: string, zone: string): string | null => {
  const [, day, time] = LOCAL.exec(text) ?? [];
  if (day === undefined || time === undefined) return null;
  if (zone === 'UTC') return `${day}T${time}Z`;
  if (/^[+-]/.test(zone)) return `${day}T${time}${zone}`;
  const wallMs = Date.parse(`${day}T${time}Z`);
  return Number.isNaN(wallMs) ? null : new Date(toUtcMs(wallMs, zone)).toISOString();
};

/** The earlier of the two instants that the offsets around a wall-clock time allow. */
const toUtcMs = (wallMs: number, zone: string): number => {
  const before = wallMs - offsetMs(wallMs - 24 * HOUR_MS, zone);
  return offsetMs(before, zone) === wallMs - before ? before : wallMs - offsetMs(before, zone);
};

const offsets = new Map<string, number>();
const MOST_OFFSETS = 10_000;

/** Intl takes microseconds for each offset, and no zone has changed within a quarter of an hour: one look-up for each. */
const offsetMs = (utcMs: number, zone: string): number => {
  const quarter = Math.floor(utcMs / (HOUR_MS / 4));
  const key = `${zone} ${quarter}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  if (offsets.size >= MOST_OFFSETS) offsets.clear();
  const found = lookUpOffsetMs(quarter * (HOUR_MS / 4), zone);
  offsets.set(key, found);
  return found;
};

const lookUpOffsetMs = (utcMs: number, zone: string): number => {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(utcMs);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * HOUR_MS + Number(minutes) * 60_000);
};

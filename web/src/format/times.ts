const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
const clockToMinute = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });
const full = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

/** 14:03:59 in the reader's time zone. */
export const asClock = (time: string | number): string => clock.format(new Date(time));

/** 14:03 in the reader's time zone. */
export const asMinute = (timeMs: number): string => clockToMinute.format(new Date(timeMs));

/** 2 Mar 2026, 14:03:59 in the reader's time zone. */
export const asDateTime = (time: string): string => full.format(new Date(time));

/** How long ago, roughly: `12 s`, `4 min`, `3 h`, `9 days`. */
export const asAgo = (elapsedMs: number): string => {
  const seconds = Math.max(0, Math.round(elapsedMs / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86_400)} days`;
};

/** A past time as short as it stays clear: 14:03:59 within the last 20 hours, else its date too. */
export const asMoment = (time: string, now: string): string =>
  Date.parse(now) - Date.parse(time) < 20 * 3_600_000 ? asClock(time) : asDateTime(time);

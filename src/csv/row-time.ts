import type { TimeSource } from './mapping.ts';
import { zonedToIso } from './zoned-time.ts';

/** A row's time as ISO 8601 with a zone, or null when the text is not in the format. Rows must be given in file order. */
export type RowTime = (text: string) => string | null;

const SECOND_MS = 1000;
const HOUR_MS = 3_600_000;
const NUMBER = /^\d{1,15}(?:\.\d{1,9})?$/;
/** The end of the year 9999: later years have no plain ISO 8601 form. */
const LATEST_MS = 253_402_300_799_999 - HOUR_MS;

/** What the format asks of a text, for messages. */
export const EXPECTED_TIME: Readonly<Record<TimeSource['format'], string>> = {
  iso: 'a time such as 2025-01-01T00:00:00Z',
  'epoch-seconds': 'seconds since 1970',
  'epoch-milliseconds': 'milliseconds since 1970',
  'seconds-since': 'a number of seconds',
  'hours-since': 'a number of hours',
  local: 'a time such as 2025-01-01 00:00:00',
};

export const rowTime = (source: TimeSource): RowTime => {
  switch (source.format) {
    case 'iso':
      return (text) => text;
    case 'local':
      return (text) => zonedToIso(text, source.zone);
    case 'epoch-milliseconds':
      return sinceTime({ startMs: 0, unitMs: 1, spread: false });
    case 'epoch-seconds':
      return sinceTime({ startMs: 0, unitMs: SECOND_MS, spread: source.spread });
    case 'seconds-since':
      return sinceTime({ startMs: Date.parse(source.start), unitMs: SECOND_MS, spread: source.spread });
    case 'hours-since':
      return sinceTime({ startMs: Date.parse(source.start), unitMs: HOUR_MS, spread: source.spread });
  }
};

type Since = { readonly startMs: number; readonly unitMs: number; readonly spread: boolean };

const sinceTime = ({ startMs, unitMs, spread }: Since): RowTime => {
  let last = '';
  let lastMs = Number.NaN;
  let sameSoFar = 0;
  return (text) => {
    const same = text === last;
    sameSoFar = spread && same ? Math.min(sameSoFar + 1, unitMs - 1) : 0;
    if (!same) lastMs = NUMBER.test(text) ? Math.round(startMs + Number(text) * unitMs) : Number.NaN;
    last = text;
    return Math.abs(lastMs) <= LATEST_MS ? new Date(lastMs + sameSoFar).toISOString() : null;
  };
};

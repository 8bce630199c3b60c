import { InvalidArgumentError } from 'commander';
import { DAY_MS } from '../domain/profile/day.ts';

/** Parsers of command-line numbers that say what is allowed; digits may be grouped: `1_000_000`. */
export const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const value = numberIn(text);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`expected a whole number from ${least} to ${most}.`);
  };

export const number =
  (least: number, most: number) =>
  (text: string): number => {
    const value = numberIn(text);
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(`expected a number from ${least} to ${most}.`);
  };

/** A span such as `24h` or `7d`, in milliseconds. */
export const span =
  (mostDays: number) =>
  (text: string): number => {
    const [, value = '', unit] = /^(\d+(?:\.\d+)?)([hd])$/.exec(text) ?? [];
    const spanMs = Number(value) * (unit === 'h' ? DAY_MS / 24 : DAY_MS);
    if (value !== '' && spanMs <= mostDays * DAY_MS) return spanMs;
    throw new InvalidArgumentError(`expected hours or days such as 24h or 7d, ${mostDays}d at most.`);
  };

/** The same in days. */
export const spanInDays =
  (mostDays: number) =>
  (text: string): number =>
    span(mostDays)(text) / DAY_MS;

/** NaN for what is no number; an empty text is none. */
const numberIn = (text: string): number =>
  /^[+-]?(\d[\d_]*(\.\d+)?|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text.replaceAll('_', '')) : Number.NaN;

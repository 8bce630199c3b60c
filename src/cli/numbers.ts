import { InvalidArgumentError } from 'commander';

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

/** NaN for what is no number; an empty text is none. */
const numberIn = (text: string): number =>
  /^[+-]?(\d[\d_]*(\.\d+)?|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text.replaceAll('_', '')) : Number.NaN;

import { InvalidArgumentError } from 'commander';

/** Parsers of command-line numbers that say what is allowed. */
export const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= least && value <= most && text.trim() !== '') return value;
    throw new InvalidArgumentError(`expected a whole number from ${least} to ${most}.`);
  };

export const number =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (value >= least && value <= most && text.trim() !== '') return value;
    throw new InvalidArgumentError(`expected a number from ${least} to ${most}.`);
  };

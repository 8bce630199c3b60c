import { NEVER_LEFT, valueOfKey } from '../model/keys.ts';
import type { Trees } from '../model/trees.ts';
import type { Rule } from '../rules/rule.ts';
import { placesOf } from './controls.ts';

/** For each feature, by its place, the float32 values at which something may change: below one and from it on differ. Ascending. */
export type SplitValues = ReadonlyMap<number, readonly number[]>;

/** The values at which a model's trees divide. */
export const splitValuesOf = (trees: Trees): SplitValues => {
  const keys = new Map<number, Set<number>>();
  for (const { columns, thresholds } of [trees, ...(trees.deep === undefined ? [] : [trees.deep])]) {
    for (let node = 0; node < columns.length; node += 1) {
      if (thresholds[node] === NEVER_LEFT) continue;
      const feature = columns[node] % trees.featureCount;
      const known = keys.get(feature);
      if (known === undefined) keys.set(feature, new Set([thresholds[node]]));
      else known.add(thresholds[node]);
    }
  }
  return new Map([...keys].map(([feature, found]) => [feature, valuesOf(found)]));
};

/** The numbers in the rules' conditions: a rule that compares a feature with a number changes there, and nowhere else. */
export const ruleValuesOf = (rules: readonly Rule[]): readonly number[] => {
  const numbers = rules.flatMap(({ when }) => [...when.matchAll(NUMBER)].map(([text]) => Number(text)));
  // `>=` changes at the number itself, `>` at the next float32; a decimal lies between two of them.
  return [...new Set(numbers)].flatMap((number) => besides(number)).sort((a, b) => a - b);
};

/** Adds values to those of every feature that follows from the amount: a rule may compare any of them. */
export const withValues = (splits: SplitValues, values: readonly number[]): SplitValues =>
  new Map([
    ...splits,
    ...placesOf('amount').map((at): [number, readonly number[]] => [
      at,
      [...new Set([...(splits.get(at) ?? []), ...values])].sort((a, b) => a - b),
    ]),
  ]);

/** A number of a CEL expression, not the end of a name such as `count_24h`. */
const NUMBER = /(?<![\w.])\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g;

const besides = (number: number): readonly number[] => {
  const near = Math.fround(number);
  const next = near + Math.max(2 ** -149, Math.abs(near) * 2 ** -23);
  return [near, Math.fround(next)];
};

const valuesOf = (keys: ReadonlySet<number>): readonly number[] =>
  [...keys]
    .map(valueOfKey)
    .filter((value) => !Number.isNaN(value))
    .sort((a, b) => a - b);

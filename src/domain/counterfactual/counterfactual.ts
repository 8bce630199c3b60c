import { placesOf } from './controls.ts';
import { type Change, type CounterfactualInput, changeAtHour, nearestAmount, searchOf } from './search.ts';

const HOURS = 24;

/**
 * The smallest changes of what the payer controls that change the outcome: for a payment that was held or blocked to a milder one, for
 * an approved one to a harder one. The nearest lower (for an approval, higher) amount and the nearest other hour, each alone; where
 * neither makes it milder, the nearest such amount at the nearest hour at which there is one; none where nothing helps.
 *
 * Exact for all that compares a feature with a number: every amount at which a tree, such a rule or the cheapest outcome can change is
 * looked at. The time is bounded by their number, some thousand, times the hours.
 */
export const counterfactual = (input: CounterfactualInput): readonly Change[] => {
  if (input.outcome !== 'approve' && !couldBeMilder(input)) return [];
  return smallestChanges(input);
};

/** Whether a payment beyond suspicion could come out milder: where a rule holds it at any amount and hour, the model need not be asked. */
const couldBeMilder = (input: CounterfactualInput): boolean =>
  smallestChanges({ ...input, splits: input.ruleSplits, probabilityOf: () => 0 }).length > 0;

const smallestChanges = (input: CounterfactualInput): readonly Change[] => {
  const search = searchOf(input);
  const hours = nearestHours(input.features[placesOf('hour')[0] ?? -1]);
  const alone = [nearestAmount(search), firstOf(hours, (hour) => changeAtHour(search, hour))].filter(isChange);
  if (alone.length > 0 || input.outcome === 'approve') return alone;
  return [firstOf(hours, (hour) => nearestAmount(search, hour))].filter(isChange);
};

const isChange = (change: Change | undefined): change is Change => change !== undefined;

const firstOf = (hours: readonly number[], look: (hour: number) => Change | undefined): Change | undefined => {
  for (const hour of hours) {
    const found = look(hour);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** The other hours, the nearest first, around the clock; none when the hour is no feature of this code. */
const nearestHours = (hour: number | undefined): readonly number[] =>
  hour === undefined
    ? []
    : Array.from({ length: HOURS - 1 }, (_, i) => (hour + i + 1) % HOURS).sort(
        (a, b) => hoursApart(a, hour) - hoursApart(b, hour) || a - b,
      );

/** How far apart two hours of the day are, 0 to 12. */
export const hoursApart = (a: number, b: number): number => Math.min((a - b + HOURS) % HOURS, (b - a + HOURS) % HOURS);

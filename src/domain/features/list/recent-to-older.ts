import type { RecentDays } from '../../profile/habit.ts';
import type { Feature, FeatureContext } from '../feature.ts';
import { ratioOf } from '../ratio.ts';

/**
 * The sender's largest payment of today and the days before over its mean of eight to 28 UTC days ago. Unit: ratio, 0 to 1000 (capped).
 * NaN without payments of late, or that old.
 */
const largestOf = (days: RecentDays): Feature => ({
  name: `sender.largest_to_older_mean_${days}_days`,
  meaning: `largest payment by this sender in ${days} days against its mean of eight to 28 days ago`,
  unit: 'ratio',
  of: (context) => againstOlder(context, habitsOf(context)?.recent[days].largestCents),
});

/** The mean of the same payments over that older mean. Unit: ratio, 0 to 1000 (capped). NaN without payments of late, or that old. */
const meanOf = (days: RecentDays): Feature => ({
  name: `sender.mean_to_older_mean_${days}_days`,
  meaning: `mean payment by this sender in ${days} days against its mean of eight to 28 days ago`,
  unit: 'ratio',
  of: (context) => {
    const recent = habitsOf(context)?.recent[days];
    return againstOlder(context, recent && recent.cents / recent.count);
  },
});

const habitsOf = ({ views }: FeatureContext) => views.sender?.habit;

const againstOlder = (context: FeatureContext, cents = 0): number => {
  const { count = 0, cents: olderCents = 0 } = habitsOf(context)?.older ?? {};
  return cents > 0 ? ratioOf(cents * count, olderCents) : Number.NaN;
};

export const recentToOlder = [largestOf(7), largestOf(14), meanOf(7)];

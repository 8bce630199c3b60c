import type { Episode } from '../../episode.ts';
import { firstOrder } from './first-order.ts';
import { groupPot } from './group-pot.ts';
import { largePurchase } from './large-purchase.ts';
import { limitedTransfers } from './limited-transfers.ts';
import { marketDay } from './market-day.ts';
import { newRegular } from './new-regular.ts';
import { secondHolder } from './second-holder.ts';
import { sharedDevice } from './shared-device.ts';

/** Honest stories that look like attacks, by how often each begins relative to the others. */
export const EPISODES: readonly (readonly [weight: number, episode: Episode])[] = [
  [1.2, groupPot],
  [1.2, marketDay],
  [3, largePurchase],
  [1, newRegular],
  [0.8, limitedTransfers],
  [0.7, sharedDevice],
  [2, firstOrder],
  [1, secondHolder],
];

const TOTAL = EPISODES.reduce((sum, [weight]) => sum + weight, 0);

/** The episode that a draw in [0, 1) falls to. */
export const episodeOf = (draw: number): Episode => {
  let left = draw * TOTAL;
  const found = EPISODES.find(([weight]) => {
    left -= weight;
    return left < 0;
  });
  return found?.[1] ?? firstOrder;
};

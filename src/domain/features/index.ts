import { shortDigest } from '../hash.ts';
import type { Feature } from './feature.ts';
import { amount } from './list/amount.ts';
import { amountToLargest } from './list/amount-to-largest.ts';
import { amountToLast } from './list/amount-to-last.ts';
import { amountToMean } from './list/amount-to-mean.ts';
import { amountToOlderMean } from './list/amount-to-older-mean.ts';
import { confirmedFraud } from './list/confirmed-fraud.ts';
import { count } from './list/count.ts';
import { crossBorder } from './list/cross-border.ts';
import { distinct } from './list/distinct.ts';
import { drainedShare } from './list/drained-share.ts';
import { failures } from './list/failures.ts';
import { forwardedShare } from './list/forwarded-share.ts';
import { hour } from './list/hour.ts';
import { inflow } from './list/inflow.ts';
import { newCounterparties } from './list/new-counterparties.ts';
import { pair } from './list/pair.ts';
import { receiverBalance } from './list/receiver-balance.ts';
import { receiverPayout } from './list/receiver-payout.ts';
import { recentToOlder } from './list/recent-to-older.ts';
import { sinceInflow } from './list/since-inflow.ts';
import { sinceLast } from './list/since-last.ts';
import { sum } from './list/sum.ts';
import { travel } from './list/travel.ts';
import { typeCode } from './list/type-code.ts';

/** Every feature, in the order of the model's columns. To add one: a file in list/, a line here, a test of the same name. */
export const FEATURES: readonly Feature[] = [
  amount,
  typeCode,
  hour,
  crossBorder,
  drainedShare,
  receiverBalance,
  ...amountToMean,
  ...amountToLargest,
  ...amountToLast,
  amountToOlderMean,
  ...recentToOlder,
  ...sinceLast,
  sinceInflow,
  ...inflow,
  forwardedShare,
  ...receiverPayout,
  ...newCounterparties,
  ...pair,
  ...travel,
  ...confirmedFraud,
  ...count,
  ...sum,
  ...distinct,
  ...failures,
];

export const FEATURE_NAMES: readonly string[] = FEATURES.map(({ name }) => name);

/** Raised by hand when a feature changes its meaning under the same name. */
const REVISION = 3;

/** Changes with the list, its order, its units and its revision: a model trained on another one is refused. */
export const FEATURES_VERSION = shortDigest(JSON.stringify([REVISION, FEATURES.map(({ name, unit }) => [name, unit])]));

import { FEATURE_NAMES } from '../features/index.ts';

/**
 * What a payer chooses about a payment that is a number and could have been another: how much, and at what hour. Who is paid, and with
 * which device, card or address, are choices too, but another payment; the past and the balances are given.
 */
const CONTROLS = ['amount', 'hour'] as const;
export type Control = (typeof CONTROLS)[number];

/**
 * Features that follow from a control; all others do not move with it, which a test holds against every feature there is.
 * Each of the amount's grows with the amount or stays: one that does not, such as a round sum, would need a search of its own.
 */
export const CONTROLLED: Readonly<Record<Control, readonly string[]>> = {
  amount: [
    'payment.amount',
    'sender.drained_share',
    'sender.amount_to_mean',
    'receiver.amount_to_mean',
    'card.amount_to_mean',
    'sender.amount_to_largest',
    'receiver.amount_to_largest',
    'sender.amount_to_last',
    'sender.amount_to_last_inflow',
    'sender.amount_to_older_mean',
    'sender.forwarded_share_24h',
  ],
  hour: ['payment.hour'],
};

/** Their places in FEATURES; a feature that this code no longer has is left out. */
export const placesOf = (control: Control): readonly number[] =>
  CONTROLLED[control].map((name) => FEATURE_NAMES.indexOf(name)).filter((at) => at >= 0);

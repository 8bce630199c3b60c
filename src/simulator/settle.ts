import type { Party, Payment } from '../domain/payment/payment.ts';
import type { Intent, PartyRef } from './intent.ts';
import { cityAt } from './world/cities.ts';
import type { World } from './world/world.ts';

const LEAST_MINOR = 50;
/** Of payments beyond the balance, how many are tried and fail; the others are made smaller. */
const TRIED_ANYWAY = 0.15;

/** Makes the payment of an intent and moves the balances; nothing when there is too little money to try. */
export const settle = (world: World, intent: Intent, id: string): Payment | undefined => {
  const { sender, receiver, type } = intent;
  const { random } = world;
  const senderMinor = balanceOf(world, sender);
  const takesMoney = type !== 'CASH_IN' && senderMinor !== undefined;
  const wanted = Math.round(intent.amountMinor(senderMinor ?? 0));
  const short = takesMoney && wanted > senderMinor;
  const tried = short && random.chance(TRIED_ANYWAY);
  const failed = tried || random.chance(intent.failing ?? 0);
  const amountMinor = short && !tried ? Math.round(senderMinor * random.between(0.1, 0.9)) : wanted;
  if (amountMinor < LEAST_MINOR) return undefined;
  const payment: Payment = {
    id,
    occurredAt: new Date(intent.atMs).toISOString(),
    type,
    amountMinor,
    currency: 'USD',
    sender: partyOf(world, sender, senderMinor),
    receiver: partyOf(world, receiver, balanceOf(world, receiver)),
    ...intent.session,
    ...(intent.card === undefined ? {} : { card: intent.card }),
    ...(intent.merchantCategory === undefined ? {} : { merchantCategory: intent.merchantCategory }),
    ...(failed ? { failed } : {}),
  };
  if (!failed) move(world, intent, amountMinor);
  return payment;
};

const balanceOf = ({ balancesMinor }: World, party: PartyRef): number | undefined =>
  typeof party === 'number' ? balancesMinor[party] : undefined;

const partyOf = ({ people }: World, party: PartyRef, balanceMinor: number | undefined): Party => {
  if (typeof party !== 'number') return { account: party.account, country: party.country };
  const { country } = cityAt(people.homeCity(party));
  return {
    account: people.account(party),
    ...(balanceMinor === undefined ? {} : { balanceBeforeMinor: balanceMinor }),
    country,
  };
};

const move = (world: World, { type, sender, receiver }: Intent, amountMinor: number): void => {
  add(world, sender, type === 'CASH_IN' ? amountMinor : -amountMinor);
  add(world, receiver, type === 'CASH_IN' ? -amountMinor : amountMinor);
};

const add = ({ balancesMinor }: World, party: PartyRef, amountMinor: number): void => {
  if (typeof party === 'number') balancesMinor[party] += amountMinor;
};

import type { Intent, PartyRef } from './intent.ts';
import { cityAt } from './world/cities.ts';
import type { Session } from './world/sessions.ts';
import type { Shop } from './world/shops.ts';
import type { World } from './world/world.ts';

/** What every way to pay needs; a session of one's own is the person's usual one. */
export type Order = {
  readonly person: number;
  readonly atMs: number;
  readonly amountMinor: number | ((balanceMinor: number) => number);
} & Partial<Pick<Intent, 'scenario' | 'followedBy' | 'failing' | 'session' | 'card'>>;

/** Attempts that fail for ordinary reasons: a mistyped code, a timeout. */
const FAILING_ONLINE = 0.03;
const FAILING_AT_SHOP = 0.012;

export const transfer = (world: World, order: Order & { readonly to: PartyRef }): Intent => ({
  ...common(order),
  type: 'TRANSFER',
  receiver: order.to,
  session: order.session ?? ownSession(world, order),
});

/** A payment to a shop from a banking application or a wallet. */
export const appPayment = (world: World, order: Order & { readonly shop: Shop }): Intent => ({
  ...common(order),
  type: 'PAYMENT',
  receiver: merchant(order.shop),
  session: order.session ?? ownSession(world, order),
  merchantCategory: order.shop.category,
});

export const cardOnline = (world: World, order: Order & { readonly shop: Shop }): Intent => ({
  ...common(order),
  type: 'CARD',
  receiver: merchant(order.shop),
  session: order.session ?? ownSession(world, order),
  card: order.card ?? world.sessions.card(order.person),
  merchantCategory: order.shop.category,
  failing: order.failing ?? FAILING_ONLINE,
});

export const cardAtShop = (world: World, order: Order & { readonly shop: Shop }): Intent => ({
  ...common(order),
  type: 'CARD',
  receiver: merchant(order.shop),
  session: { channel: 'pos', location: order.shop.location },
  card: order.card ?? world.sessions.card(order.person),
  merchantCategory: order.shop.category,
  failing: order.failing ?? FAILING_AT_SHOP,
});

/** Cash out of a machine, or into an account over a counter, in the city the person is in. */
export const cash = (world: World, order: Order & { readonly type: 'CASH_OUT' | 'CASH_IN' }): Intent => {
  const city = world.people.cityAtTime(order.person, order.atMs) ?? world.people.homeCity(order.person);
  return {
    ...common(order),
    type: order.type,
    receiver: cashAgent(world, city),
    session: { channel: order.type === 'CASH_IN' ? 'branch' : 'atm', location: agentPlace(world, city) },
  };
};

const common = ({ atMs, person, amountMinor, scenario = 'none', followedBy, failing }: Order) => ({
  atMs,
  sender: person,
  amountMinor: typeof amountMinor === 'number' ? () => amountMinor : amountMinor,
  scenario,
  ...(followedBy === undefined ? {} : { followedBy }),
  ...(failing === undefined ? {} : { failing }),
});

const ownSession = ({ sessions, random }: World, { person, atMs }: Order): Session =>
  sessions.own(person, atMs, random.unit());

const merchant = ({ account, country }: Shop): PartyRef => ({ account, country });

const AGENTS_PER_CITY = 40;

const cashAgent = ({ random }: World, city: number): PartyRef => ({
  account: `A${String(city * AGENTS_PER_CITY + Math.floor(AGENTS_PER_CITY * random.unit() ** 2)).padStart(5, '0')}`,
  country: cityAt(city).country,
});

const agentPlace = ({ random }: World, city: number): Session['location'] => {
  const { latitude, longitude } = cityAt(city);
  return { latitude: near(latitude, random.unit()), longitude: near(longitude, random.unit()) };
};

const near = (degrees: number, draw: number): number => Math.round((degrees + (draw - 0.5) * 0.2) * 1e4) / 1e4;

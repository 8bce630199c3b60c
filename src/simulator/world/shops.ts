import { CITIES, cityAt, cityOfShare } from './cities.ts';
import type { Trait } from './trait.ts';

/** What a trade sells: its ISO 18245 category, the usual price in cents and how widely prices spread. */
export type Trade = {
  readonly category: string;
  readonly medianMinor: number;
  readonly sigma: number;
};

const trade = (category: string, medianMinor: number, sigma: number): Trade => ({ category, medianMinor, sigma });

const STREET: readonly Trade[] = [
  trade('5411', 3400, 0.8),
  trade('5411', 2100, 0.7),
  trade('5812', 2900, 0.7),
  trade('5814', 1200, 0.5),
  trade('5541', 4100, 0.4),
  trade('5912', 1900, 0.8),
  trade('4111', 290, 0.4),
  trade('5651', 5600, 0.8),
  trade('5311', 6400, 0.9),
  trade('5732', 14_000, 1.1),
  trade('7011', 17_000, 0.7),
  trade('5944', 21_000, 1.1),
  trade('5200', 5200, 1),
];
const ONLINE: readonly Trade[] = [
  trade('5816', 420, 0.8),
  trade('5815', 790, 0.7),
  trade('5968', 1300, 0.5),
  trade('8398', 1500, 1),
  trade('4814', 2900, 0.6),
  trade('5999', 3600, 1),
  trade('5651', 5900, 0.8),
  trade('5732', 16_000, 1.1),
  trade('4722', 26_000, 0.9),
];

export type Shop = Trade & {
  readonly account: string;
  readonly country: string;
  readonly city: number;
  readonly location: { readonly latitude: number; readonly longitude: number };
};

/** Shops by number. Within a city, and among online shops, low ranks have far more customers than high ones. */
export type Shops = {
  readonly count: number;
  readonly inCity: (city: number, share: number) => number;
  readonly online: (share: number) => number;
  readonly shop: (number: number) => Shop;
};

const ONLINE_SHARE = 0.15;
/** How much larger the large shops are: shares raised to this power. */
const SKEW = 2.4;
/** A single trade's shops: the share is drawn until one fits, so it is asked for a few times at most. */
const MOST_TRIES = 60;

export const shopsOf = (people: number, trait: Trait): Shops => {
  const perCity = Math.max(26, Math.round((people / 30 / CITIES.length) * (1 - ONLINE_SHARE)));
  const street = perCity * CITIES.length;
  const online = Math.max(40, Math.round((people / 30) * ONLINE_SHARE));
  const shop = (number: number): Shop => shopOf(number, { perCity, street, trait });
  return {
    count: street + online,
    inCity: (city, share) => city * perCity + Math.floor(perCity * share ** SKEW),
    online: (share) => street + Math.floor(online * share ** SKEW),
    shop,
  };
};

/** The first shop of the wanted trades among random ones; any, where they are rare. */
export const shopOfTrade = (draw: () => Shop, categories: readonly string[]): Shop => {
  let found = draw();
  for (let tries = 0; tries < MOST_TRIES && !categories.includes(found.category); tries += 1) found = draw();
  return found;
};

type Layout = { readonly perCity: number; readonly street: number; readonly trait: Trait };

const shopOf = (number: number, { perCity, street, trait }: Layout): Shop => {
  const online = number >= street;
  const trades = online ? ONLINE : STREET;
  const kind = trades[Math.floor(trait(number, 'category') * trades.length)];
  const city = online ? cityOfShare(trait(number, 'country')) : Math.floor(number / perCity);
  const { country, latitude, longitude } = cityAt(city);
  return {
    ...kind,
    medianMinor: Math.round(kind.medianMinor * (0.6 + trait(number, 'price'))),
    account: `M${String(number).padStart(6, '0')}`,
    country,
    city,
    location: {
      latitude: degrees(latitude + (trait(number, 'jitterLatitude') - 0.5) * 0.3),
      longitude: degrees(longitude + (trait(number, 'jitterLongitude') - 0.5) * 0.3),
    },
  };
};

/** Ten metres or so is as fine as a place is told. */
export const degrees = (value: number): number => Math.round(value * 1e4) / 1e4;

import type { Payment } from '../../domain/payment/payment.ts';
import { dayOf } from '../../domain/profile/day.ts';
import { CITIES, cityAt } from './cities.ts';
import type { People } from './people.ts';
import { degrees } from './shops.ts';
import type { Trait } from './trait.ts';

/** From where and with what a payment is made. */
export type Session = Pick<Payment, 'channel' | 'deviceId' | 'ip' | 'location'>;

export type Sessions = {
  /** The person's own phone or computer, of which some have several and all get a new one now and then. */
  readonly own: (person: number, atMs: number, draw: number) => Session;
  /** A device never seen before, at an address that is one of a customer in that city. */
  readonly foreign: (draw: { readonly key: number; readonly city: number; readonly mobile: boolean }) => Session;
  readonly card: (person: number) => string;
};

const VPN_USERS = 0.004;

export const sessionsOf = (people: People, trait: Trait): Sessions => ({
  own: (person, atMs, draw) => {
    const second = draw * 7 - Math.floor(draw * 7) < trait(person, 'shared') * 0.6;
    const device = second ? 1 : 0;
    const away = people.cityAtTime(person, atMs);
    const hidden = trait(person, 'shared', 1) < VPN_USERS;
    const city = hidden ? Math.floor(trait(person, 'tripCity', 900) * CITIES.length) : away;
    return {
      channel: second ? 'web' : 'mobile',
      deviceId: deviceId(trait, person, generation(person, atMs, trait) * 2 + device),
      ip: draw < 0.4 ? mobileIp(trait, person, dayOf(atMs)) : homeIp(trait, person, Math.floor(dayOf(atMs) / 20)),
      ...(city === undefined ? {} : { location: placeIn(city, trait, person) }),
    };
  },
  foreign: ({ key, city, mobile }) => ({
    channel: mobile ? 'mobile' : 'web',
    deviceId: deviceId(trait, -2 - key, 0),
    ip: key % 2 === 0 ? homeIp(trait, key % people.count, 0) : mobileIp(trait, key % people.count, key % 900),
    location: placeIn(city, trait, key),
  }),
  card: (person) => `card-${hex(trait(person, 'card'))}${hex(trait(person, 'card', 1))}`,
});

/** How many devices a person has had: one every 300 to 900 days. */
const generation = (person: number, atMs: number, trait: Trait): number => {
  const everyDays = 300 + 600 * trait(person, 'deviceAge');
  return Math.floor(dayOf(atMs) / everyDays + trait(person, 'deviceAge', 1));
};

const deviceId = (trait: Trait, owner: number, number: number): string =>
  `d-${hex(trait(owner, 'device', number))}${hex(trait(owner, 'device', number + 1000))}`;

const hex = (share: number): string => Math.floor(share * 0x1_0000_0000).toString(16);

/** Private addresses (RFC 1918), so that no one's own is named. */
const address = (share: number): string => {
  const bits = Math.floor(share * 0x100_0000);
  return `10.${bits >>> 16}.${(bits >>> 8) & 255}.${bits & 255}`;
};

const homeIp = (trait: Trait, person: number, lease: number): string => address(trait(person, 'ip', lease % 1000));

/** Mobile networks put many customers behind one address. */
const mobileIp = (trait: Trait, person: number, day: number): string =>
  address(trait(Math.floor(person / 40), 'ip', 1000 + (day % 1000)));

const placeIn = (city: number, trait: Trait, subject: number): Payment['location'] => {
  const { latitude, longitude } = cityAt(city);
  return {
    latitude: degrees(latitude + (trait(subject, 'jitterLatitude') - 0.5) * 0.2),
    longitude: degrees(longitude + (trait(subject, 'jitterLongitude') - 0.5) * 0.2),
  };
};

import { describe, expect, test } from '@jest/globals';
import { impossibleTravel } from '../../../../src/domain/rules/list/impossible-travel.ts';
import { firingText } from '../../../builders/a-firing.ts';
import { HOUR_MS, type Measured } from '../../../builders/a-measurement.ts';

const BERLIN = { latitude: 52.52, longitude: 13.405 };
const HAMBURG = { latitude: 53.5511, longitude: 9.9937 };
const LONDON = { latitude: 51.5074, longitude: -0.1278 };
const payment = { type: 'CARD', card: 'tok-1', channel: 'pos', location: BERLIN } as const;
const paidAt = (location: typeof BERLIN, agoMs: number) => [{ agoMs, ...payment, location }];

describe('impossible_travel', () => {
  test('fires when a card pays in two cities between which no plane is that fast', () => {
    expect(firingText(impossibleTravel, { payment, history: paidAt(LONDON, HOUR_MS / 2) })).toBe(
      'Paid in person 932 km from the last place, which would take 1,860 km/h',
    );
  });

  test('fires at a cash machine too', () => {
    const atAtm = { ...payment, channel: 'atm' } as const;
    expect(firingText(impossibleTravel, { payment: atAtm, history: paidAt(LONDON, 1) })).toBeDefined();
  });

  test.each<[string, Measured]>([
    ['of someone who flew', { payment, history: paidAt(LONDON, 2 * HOUR_MS) }],
    ['in the next city, where clocks and places are rough', { payment, history: paidAt(HAMBURG, 1) }],
    ['over the web', { payment: { ...payment, channel: 'web' }, history: paidAt(LONDON, 1) }],
    ['with a card that was in no other place', { payment: { ...payment, card: 'tok-2' }, history: paidAt(LONDON, 1) }],
    ['of which no place is known', { payment: { ...payment, location: undefined }, history: paidAt(LONDON, 1) }],
  ])('leaves alone a payment %s', (_, measured) => {
    expect(firingText(impossibleTravel, measured)).toBeUndefined();
  });
});

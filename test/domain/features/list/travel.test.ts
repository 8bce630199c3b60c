import { describe, expect, test } from '@jest/globals';
import { featureOf, HOUR_MS, MINUTE_MS } from '../../../builders/a-measurement.ts';

const BERLIN = { latitude: 52.52, longitude: 13.405 };
const PARIS = { latitude: 48.8566, longitude: 2.3522 };
/** Great-circle distance of the two, km. */
const BERLIN_PARIS_KM = 877.46;

const kmOf = (history: Parameters<typeof featureOf>[1]) => featureOf('travel.distance_km', history);
const kmhOf = (history: Parameters<typeof featureOf>[1]) => featureOf('travel.speed_kmh', history);

describe('travel', () => {
  const payment = { location: PARIS };

  test('is the distance from the place of the last payment, and the speed it takes', () => {
    const history = [
      { agoMs: 4 * HOUR_MS, location: PARIS },
      { agoMs: 2 * HOUR_MS, location: BERLIN },
      { agoMs: HOUR_MS },
    ];
    expect(kmOf({ history, payment })).toBeCloseTo(BERLIN_PARIS_KM, 0);
    expect(kmhOf({ history, payment })).toBeCloseTo(BERLIN_PARIS_KM / 2, 0);
  });

  test('takes a minute at least', () => {
    const speeds = [1, MINUTE_MS, 2 * MINUTE_MS].map((agoMs) =>
      kmhOf({ history: [{ agoMs, location: BERLIN }], payment }),
    );
    expect(speeds[0]).toBe(speeds[1]);
    expect(speeds[2]).toBeCloseTo(speeds[1] / 2, 1);
  });

  test('is about 20015 km to the other side of the world, and 0 to the same place', () => {
    const there = { latitude: -BERLIN.latitude, longitude: BERLIN.longitude - 180 };
    expect(kmOf({ history: [{ agoMs: 1, location: BERLIN }], payment: { location: there } })).toBeCloseTo(20_015.1, 0);
    expect(kmOf({ history: [{ agoMs: 1, location: PARIS }], payment })).toBeLessThan(0.001);
  });

  test('follows the card where there is one, not the account behind it', () => {
    const history = [
      { agoMs: 2 * HOUR_MS, card: 'tok-1', location: PARIS },
      { agoMs: HOUR_MS, card: 'tok-2', location: BERLIN },
    ];
    expect(kmOf({ history, payment: { ...payment, card: 'tok-1' } })).toBeLessThan(0.001);
    expect(kmOf({ history, payment })).toBeCloseTo(BERLIN_PARIS_KM, 0);
    expect(kmOf({ history, payment: { ...payment, card: 'tok-3' } })).toBeNaN();
  });

  test('is unknown when either place is', () => {
    for (const of of [kmOf, kmhOf]) {
      expect(of({ payment })).toBeNaN();
      expect(of({ history: [{ agoMs: 1 }], payment })).toBeNaN();
      expect(of({ history: [{ agoMs: 1, location: BERLIN }] })).toBeNaN();
    }
  });

  test('does not take a place from where someone else paid the sender', () => {
    const history = [{ agoMs: 1, location: BERLIN, sender: { account: 'C-carl' }, receiver: { account: 'C-ann' } }];
    expect(kmOf({ history, payment })).toBeNaN();
  });
});

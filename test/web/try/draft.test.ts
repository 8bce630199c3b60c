import { describe, expect, test } from '@jest/globals';
import { draftOf } from '../../../web/src/try/draft.ts';

const NOW_MS = Date.parse('2026-03-02T12:00:00Z');

describe('a draft from a form', () => {
  test('nests each field at its place and leaves empty ones out', () => {
    const draft = draftOf({ '/type': 'CARD', '/sender/account': ' C-ann ', '/sender/country': '', '/ip': '' }, NOW_MS);
    expect(draft).toEqual({
      occurredAt: '2026-03-02T12:00:00.000Z',
      type: 'CARD',
      sender: { account: 'C-ann' },
      receiver: {},
    });
  });

  test.each([
    ['42.50', 'USD', 4_250],
    ['1,234.5', 'USD', 123_450],
    ['1,234,567.89', 'USD', 123_456_789],
    ['12,50', 'EUR', '12,50'],
    ['1.234,50', 'EUR', '1.234,50'],
    ['1234,567', 'EUR', '1234,567'],
    ['1500', 'JPY', 1_500],
    ['0.1', 'EUR', 10],
    ['1.005', 'USD', 100.5],
    ['-.5', 'USD', -50],
    ['lots', 'USD', 'lots'],
    ['0x10', 'USD', '0x10'],
    ['1e3', 'USD', '1e3'],
    ['10', 'dollars', 1_000],
  ])('takes an amount of %s in %s as %p minor units', (text, currency, amountMinor) => {
    expect(draftOf({ '/amountMinor': text, '/currency': currency }, NOW_MS)).toMatchObject({ amountMinor });
  });

  test('takes coordinates as numbers and leaves what is no number to the API', () => {
    const draft = draftOf({ '/location/latitude': '38.7', '/location/longitude': 'west' }, NOW_MS);
    expect(draft).toMatchObject({ location: { latitude: 38.7, longitude: 'west' } });
  });

  test('occurs when the form says', () => {
    expect(draftOf({ '/occurredAt': '2026-01-01T00:00:00Z' }, NOW_MS)).toMatchObject({
      occurredAt: '2026-01-01T00:00:00Z',
    });
  });
});

import { describe, expect, test } from '@jest/globals';
import { zonedToIso } from '../../src/csv/zoned-time.ts';

const utc = (text: string, zone: string): string | undefined => {
  const iso = zonedToIso(text, zone);
  return iso === null ? undefined : new Date(iso).toISOString();
};

describe('zonedToIso', () => {
  test.each([
    ['2018-04-01 00:00:31', 'UTC', '2018-04-01T00:00:31.000Z'],
    ['2018-04-01T00:00:31.250', 'UTC', '2018-04-01T00:00:31.250Z'],
    ['2018-04-01 00:00:31', '+02:00', '2018-03-31T22:00:31.000Z'],
    ['2025-01-15 12:00:00', 'Europe/Brussels', '2025-01-15T11:00:00.000Z'],
    ['2025-07-15 12:00:00', 'Europe/Brussels', '2025-07-15T10:00:00.000Z'],
    ['2025-03-30 03:30:00', 'Europe/Brussels', '2025-03-30T01:30:00.000Z'],
    ['2025-03-30 01:59:59', 'Europe/Brussels', '2025-03-30T00:59:59.000Z'],
    ['2025-10-26 02:30:00', 'Europe/Brussels', '2025-10-26T00:30:00.000Z'],
    ['2025-10-26 03:30:00', 'Europe/Brussels', '2025-10-26T02:30:00.000Z'],
    ['2025-11-02 01:30:00', 'America/New_York', '2025-11-02T05:30:00.000Z'],
    ['2025-01-15 12:00:00', 'Asia/Kolkata', '2025-01-15T06:30:00.000Z'],
  ])('%s in %s is %s', (text, zone, expected) => {
    expect(utc(text, zone)).toBe(expected);
  });

  test.each(['', '2025-01-15', '15/01/2025 12:00:00', '2025-01-15 12:00:00Z'])('%j is no such time', (text) => {
    expect(zonedToIso(text, 'UTC')).toBeNull();
  });
});

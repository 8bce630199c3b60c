import { describe, expect, test } from '@jest/globals';
import { time } from '../../src/cli/time.ts';

describe('a time on the command line', () => {
  test.each([
    ['2025-01-01', '2025-01-01T00:00:00Z'],
    ['2025-01-01T10:00:00Z', '2025-01-01T10:00:00Z'],
    ['2025-01-01T10:00:00+02:00', '2025-01-01T08:00:00Z'],
  ])('%s is %s', (text, instant) => {
    expect(time(text)).toBe(Date.parse(instant));
  });

  test.each(['', '5', '-5', 'yesterday', '2025', '2025-02-30', '01/02/2025', '2025-01-01T10:00:00'])(
    '%j is refused',
    (text) => {
      expect(() => time(text)).toThrow('expected a day or a time such as 2025-01-01 or 2025-01-01T00:00:00Z.');
    },
  );
});

import { describe, expect, test } from '@jest/globals';
import { firstFieldOf } from '../../../web/src/try/fields.ts';

describe('the field to go to', () => {
  test('is the first of the form with an issue, whatever the order of the issues', () => {
    const issues = ['/id', '/sender', '/ip', '/sender/country', '/amountMinor'].map((path) => ({ path }));
    expect(firstFieldOf(issues)?.path).toBe('/amountMinor');
  });

  test('is none when no issue is one of a field', () => {
    expect(firstFieldOf([{ path: '' }, { path: '/sender' }])).toBeUndefined();
  });
});

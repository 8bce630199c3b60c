import { expect, test } from '@jest/globals';
import * as z from 'zod';
import { issuesOf } from '../../../src/domain/payment/parse-payment.ts';

const pathOf = (schema: z.ZodType, input: unknown) => {
  const { error } = schema.safeParse(input);
  return error && issuesOf(error, input)[0].path;
};

test.each([
  ['plain', '/plain'],
  ['a/b', '/a~1b'],
  ['a~b', '/a~0b'],
  ['~1', '/~01'],
  ['', '/'],
])('the key %j stands in a path as JSON Pointer writes it: %s', (key, path) => {
  expect(pathOf(z.object({ [key]: z.number() }), { [key]: 'x' })).toBe(path);
});

test('the place in a list is a number from 0', () => {
  expect(pathOf(z.object({ items: z.array(z.number()) }), { items: [1, 2, 'x'] })).toBe('/items/2');
});

test('what was got is cut short', () => {
  const input = 'x'.repeat(10_000);
  const { error } = z.number().safeParse(input);
  expect(error && issuesOf(error, input)[0].message.length).toBeLessThan(200);
});

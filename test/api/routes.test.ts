import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { methodsOf, patternOf, ROUTES } from '../../src/api/routes.ts';

describe('the routes', () => {
  test('each lead to a function that exists', () => {
    const functions = readdirSync(new URL('../../lambdas', import.meta.url));
    expect(functions).toEqual(expect.arrayContaining([...new Set(Object.values(ROUTES).map(({ lambda }) => lambda))]));
  });

  test('of one path say all its methods, and HEAD wherever GET is', () => {
    expect(methodsOf('/v1/payments')).toEqual(['POST']);
    expect(methodsOf('/v1/payments/p-1')).toEqual(['GET', 'HEAD']);
    expect(methodsOf('/nowhere')).toEqual([]);
  });

  test('take one segment for a parameter, and dots as dots', () => {
    expect(patternOf('/v1/payments/{id}').exec('/v1/payments/a%2Fb')?.groups).toMatchObject({ id: 'a%2Fb' });
    expect(patternOf('/v1/payments/{id}').test('/v1/payments/a/b')).toBe(false);
    expect(patternOf('/openapi.json').test('/openapi-json')).toBe(false);
  });
});

import { describe, expect, test } from '@jest/globals';
import { API_ROUTES } from '../../lib/api-routes.ts';
import { COUNTS } from '../../lib/metrics.ts';
import { ROUTES } from '../../src/api/routes.ts';
import { METRICS } from '../../src/aws/telemetry/telemetry.ts';

const keysOf = (routes: readonly { method: string; path: string; lambda: string }[]) =>
  routes.map(({ method, path, lambda }) => `${method} ${path} ${lambda}`).sort();

describe('what the stack knows of the code', () => {
  test('is every route of the API with its function, and no other but those of the website', () => {
    expect(keysOf(API_ROUTES.filter(({ lambda }) => lambda !== 'site'))).toEqual(keysOf(Object.values(ROUTES)));
  });

  test('is a scope for every route under /v1, that of writing for every POST', () => {
    for (const { method, path, scope } of API_ROUTES) {
      expect([path, scope !== undefined]).toEqual([path, path.startsWith('/v1/')]);
      if (scope !== undefined) expect([path, scope.endsWith('/write')]).toEqual([path, method === 'POST']);
    }
  });

  test('is metrics that the functions write', () => {
    expect(Object.keys(METRICS)).toEqual(expect.arrayContaining(Object.values(COUNTS)));
  });
});

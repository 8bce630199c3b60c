import { describe, expect, test } from '@jest/globals';
import { aDecision } from '../../builders/a-decision.ts';
import { aRequest, call } from '../../builders/a-request.ts';
import { apiRoutes } from '../../builders/api-routes.ts';

describe('GET /v1/payments/{id}', () => {
  const get = aRequest('GET /v1/payments/{id}', { pathParameters: { id: 'p-1' } });

  test('tells the decision with its payment, its features by name and its label', async () => {
    const decision = aDecision({ features: Float32Array.of(0.1, Number.NaN) });
    const answer = await call(
      apiRoutes({
        findDecision: async () => ({ decision, label: { fraud: true, labelledAtMs: 0 } }),
        featureNames: () => ['share', 'speed'],
      }),
      get,
    );
    expect(answer).toMatchObject({
      statusCode: 200,
      value: {
        id: 'p-1',
        payment: decision.payment,
        features: { share: 0.1, speed: null },
        label: { fraud: true, labelledAt: '1970-01-01T00:00:00.000Z' },
      },
    });
  });

  test('tells no feature when the names of that version are no longer known', async () => {
    const decision = aDecision({ features: Float32Array.of(1) });
    const answer = await call(
      apiRoutes({ findDecision: async () => ({ decision }), featureNames: () => undefined }),
      get,
    );
    expect(answer.value.features).toEqual({});
  });

  test('answers 404 for a payment that was not decided', async () => {
    const answer = await call(apiRoutes({ findDecision: async () => undefined }), get);
    expect(answer).toMatchObject({ statusCode: 404, value: { type: '/problems/unknown-payment' } });
    expect(answer.value.detail).toContain('"p-1"');
  });
});

describe('GET /v1/accounts/{id}', () => {
  test('answers 404 for an account that was never seen', async () => {
    const event = aRequest('GET /v1/accounts/{id}', { pathParameters: { id: 'C-ghost' } });
    expect(await call(apiRoutes({ readAccount: async () => undefined }), event)).toMatchObject({ statusCode: 404 });
  });
});

describe('queries', () => {
  test.each([
    ['GET /v1/feed', {}, { limit: 50 }],
    ['GET /v1/feed', { limit: '500', outcome: 'block' }, { limit: 500, outcome: 'block' }],
    ['GET /v1/summary', {}, { minutes: 30 }],
    ['GET /v1/summary', { minutes: '1440' }, { minutes: 1440 }],
    ['GET /v1/accounts', { sort: 'risk' }, { limit: 20 }],
  ] as const)('%s with %j asks its port for %j', async (routeKey, query, expected) => {
    const asked: unknown[] = [];
    const note = async (of: unknown) => {
      asked.push(of);
      return [];
    };
    const routes = apiRoutes({
      readFeed: note,
      readRiskyAccounts: note,
      readSummary: async (of) => {
        asked.push(of);
        throw new Error('asked');
      },
      reportFailure: () => undefined,
    });
    await call(routes, aRequest(routeKey, { query }));
    expect(asked).toEqual([expected]);
  });

  test.each([
    ['GET /v1/feed', { limit: 'abc' }, '/limit', '1 to 500, got "abc"'],
    ['GET /v1/feed', { limit: '0' }, '/limit', 'got "0"'],
    ['GET /v1/feed', { limit: '501' }, '/limit', 'got "501"'],
    ['GET /v1/feed', { limit: '1,2' }, '/limit', 'got "1,2"'],
    ['GET /v1/feed', { limit: '1e2' }, '/limit', 'got "1e2"'],
    ['GET /v1/feed', { limit: '' }, '/limit', 'got ""'],
    ['GET /v1/feed', { outcome: 'maybe' }, '/outcome', 'got "maybe"'],
    ['GET /v1/feed', { limt: '5' }, '/limt', 'allowed: limit, outcome'],
    ['GET /v1/feed', { 'a/b~c': '1' }, '/a~1b~0c', 'allowed: limit, outcome'],
    ['GET /v1/summary', { minutes: '1441' }, '/minutes', '1 to 1440'],
    ['GET /v1/accounts', { sort: 'age' }, '/sort', 'expected risk'],
  ] as const)('%s with %j is refused, naming %s', async (routeKey, query, path, message) => {
    const answer = await call(apiRoutes(), aRequest(routeKey, { query }));
    expect(answer).toMatchObject({ statusCode: 400, value: { type: '/problems/invalid-query', issues: [{ path }] } });
    expect(answer.value.issues[0].message).toContain(message);
  });
});

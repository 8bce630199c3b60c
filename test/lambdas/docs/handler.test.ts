import { describe, expect, test } from '@jest/globals';
import { PROBLEM_KINDS } from '../../../src/api/problem-kinds.ts';
import { DEFAULT_ROUTE } from '../../../src/api/routes.ts';
import { aRequest, call } from '../../builders/a-request.ts';
import { apiRoutes } from '../../builders/api-routes.ts';

const ask = (asked: `${string} /${string}`) => call(apiRoutes(), aRequest(DEFAULT_ROUTE, { asked }));

describe('what no route matches', () => {
  test.each([
    ['GET /v1/score', 'POST'],
    ['POST /v1/feed', 'GET, HEAD'],
    ['DELETE /v1/payments/p-1', 'GET, HEAD'],
    ['OPTIONS /v1/payments', 'POST'],
  ] as const)('%s is not allowed, and the answer says that %s is', async (asked, allow) => {
    expect(await ask(asked)).toMatchObject({
      statusCode: 405,
      headers: { allow },
      value: { type: '/problems/method-not-allowed' },
    });
  });

  test.each([
    'GET /',
    'GET /v1',
    'GET /v1/feed/',
    'GET /v1/payments/a/b',
    'POST /v2/score',
    'GET /openapiXjson',
  ] as const)('%s is not found', async (asked) => {
    expect(await ask(asked)).toMatchObject({ statusCode: 404, value: { type: '/problems/unknown-route' } });
  });
});

describe('GET /problems/{kind}', () => {
  test.each(Object.keys(PROBLEM_KINDS))('explains %s', async (kind) => {
    const answer = await call(apiRoutes(), aRequest('GET /problems/{kind}', { pathParameters: { kind } }));
    expect(answer).toMatchObject({ statusCode: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(answer.body).toContain(`/problems/${kind}`);
  });

  test('knows no others', async () => {
    const event = aRequest('GET /problems/{kind}', {
      pathParameters: { kind: 'toString' },
      asked: 'GET /problems/toString',
    });
    expect(await call(apiRoutes(), event)).toMatchObject({ statusCode: 404 });
  });
});

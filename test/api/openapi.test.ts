import { describe, expect, test } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { HttpAnswer, HttpEvent } from '../../src/api/http.ts';
import { openApiDocument } from '../../src/api/openapi/document.ts';
import { ROUTES } from '../../src/api/routes.ts';
import { aPayment } from '../builders/a-payment.ts';
import { aRequest, call } from '../builders/a-request.ts';
import { apiRoutes } from '../builders/api-routes.ts';

const document = JSON.parse(JSON.stringify(openApiDocument('0.0.0')));
const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema(document, 'openapi');

const pointer = (...keys: readonly string[]) =>
  keys.map((key) => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
const errorsOf = (value: unknown, ...keys: readonly string[]) => {
  const validate = ajv.compile({ $ref: `openapi#/${pointer(...keys)}` });
  validate(value);
  return validate.errors ?? [];
};

const answers: readonly (readonly [HttpEvent, number])[] = [
  [aRequest('POST /v1/score', { body: aPayment() }), 200],
  [aRequest('POST /v1/score', { body: { ...aPayment(), id: 5 } }), 422],
  [aRequest('POST /v1/score', { body: '{' }), 400],
  [aRequest('POST /v1/score', { body: '{}', headers: { 'content-type': 'text/plain' } }), 415],
  [aRequest('POST /v1/payments', { body: { payments: [aPayment(), {}] } }), 202],
  [aRequest('POST /v1/labels', { body: { labels: [{ paymentId: 'x', fraud: true }] } }), 200],
  [aRequest('GET /v1/payments/{id}', { pathParameters: { id: 'p-1' } }), 200],
  [aRequest('GET /v1/feed'), 200],
  [aRequest('GET /v1/feed', { query: { limit: 'x' } }), 400],
  [aRequest('GET /v1/summary'), 200],
  [aRequest('GET /v1/accounts'), 200],
  [aRequest('GET /v1/accounts/{id}', { pathParameters: { id: 'C-ann' } }), 200],
  [aRequest('GET /v1/health'), 200],
  [aRequest('GET /openapi.json'), 200],
];

describe('the OpenAPI document', () => {
  test('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    expect(await validator.validate(structuredClone(document))).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  test('has every route, each under its own operation id', () => {
    const told = Object.entries<Record<string, { operationId: string }>>(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId }]) => [operationId, `${method.toUpperCase()} ${path}`]),
    );
    const routes = Object.entries(ROUTES).map(([id, { method, path }]) => [id, `${method} ${path}`]);
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(routes));
  });

  test.each(answers)('describes the answer to $routeKey with status %#', async (event, status) => {
    const answer: HttpAnswer & { value: unknown } = await call(apiRoutes(), event);
    expect(answer.statusCode).toBe(status);
    const [method, path] = event.routeKey.split(' ');
    const type = answer.headers['content-type'];
    const keys = ['paths', path, method.toLowerCase(), 'responses', String(status), 'content', type, 'schema'];
    expect(errorsOf(answer.value, ...keys)).toEqual([]);
  });

  test('tells of every path with a parameter that an escape in it may be malformed', () => {
    const paths = Object.entries<Record<string, { responses: object }>>(document.paths).filter(([path]) =>
      path.includes('{'),
    );
    expect(paths).toHaveLength(4);
    for (const [, { get }] of paths) expect(JSON.stringify(get.responses)).toContain('/problems/malformed-request');
  });

  test('has examples that fit their schemas', () => {
    const checked = examplesOf(document, []).map(({ value, schema }) => ({
      schema,
      errors: errorsOf(value, ...schema),
    }));
    expect(checked.length).toBeGreaterThan(30);
    expect(checked.filter(({ errors }) => errors.length > 0)).toEqual([]);
  });
});

type Example = { readonly value: unknown; readonly schema: readonly string[] };

const examplesOf = (node: unknown, keys: readonly string[]): readonly Example[] => {
  if (!(node instanceof Object)) return [];
  const content = Object.entries(node);
  const schema = [...keys, 'schema'];
  const own =
    'schema' in node
      ? content.flatMap(([key, value]) => valuesOf(key, value).map((example) => ({ value: example, schema })))
      : [];
  return [...own, ...content.flatMap(([key, value]) => examplesOf(value, [...keys, key]))];
};

const valuesOf = (key: string, value: unknown): readonly unknown[] => {
  if (key === 'example') return [value];
  return key === 'examples' && value instanceof Object ? Object.values(value).map((example) => example.value) : [];
};

import { describe, expect, test } from '@jest/globals';
import type { Failure } from '../../../src/api/http-handler.ts';
import { MAX_BODY_BYTES } from '../../../src/api/json-body.ts';
import type { AssessPorts } from '../../../src/ports.ts';
import { transientError } from '../../../src/transient.ts';
import { aPayment } from '../../builders/a-payment.ts';
import { aRequest, call, REQUEST_ID } from '../../builders/a-request.ts';
import { apiRoutes } from '../../builders/api-routes.ts';
import { assessPorts } from '../../builders/assess-ports.ts';

const post = (body: unknown) => aRequest('POST /v1/score', { body });

describe('POST /v1/score', () => {
  test('answers with the decision', async () => {
    const answer = await call(apiRoutes(), post(aPayment()));
    expect(answer).toMatchObject({
      statusCode: 200,
      value: { id: 'p-1', outcome: 'approve', decidedAt: '2026-03-02T12:00:01.000Z' },
    });
    expect(answer.headers).toMatchObject({ 'content-type': 'application/json', 'x-request-id': REQUEST_ID });
    expect(answer.headers['idempotent-replayed']).toBeUndefined();
  });

  test('answers with the first decision when a payment is sent again, and says so', async () => {
    const routes = apiRoutes();
    const first = await call(routes, post(aPayment()));
    const again = await call(routes, post(aPayment()));
    expect(again).toMatchObject({ statusCode: 200, value: first.value });
    expect(again.headers['idempotent-replayed']).toBe('true');
  });

  test('refuses an id that was decided with another body, and changes nothing', async () => {
    const ports = assessPorts();
    const routes = apiRoutes(ports);
    await call(routes, post(aPayment({ amountMinor: 100 })));
    const before = [...ports.profiles];
    const answer = await call(routes, post(aPayment({ amountMinor: 200 })));
    expect(answer).toMatchObject({ statusCode: 409, value: { type: '/problems/payment-conflict', status: 409 } });
    expect(answer.value.detail).toContain('"p-1"');
    expect([...ports.profiles]).toEqual(before);
    expect(ports.decisions.get('p-1')?.payment.amountMinor).toBe(100);
  });

  test('names each place that does not fit, as a JSON Pointer', async () => {
    const answer = await call(apiRoutes(), post({ ...aPayment({ amountMinor: -5 }), sender: {} }));
    expect(answer).toMatchObject({ statusCode: 422, value: { type: '/problems/invalid-body', status: 422 } });
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.value.issues.map(({ path }: { path: string }) => path)).toEqual(['/amountMinor', '/sender/account']);
    expect(answer.value.detail).toContain('got -5');
  });

  test.each([
    ['{"a": x}', 'line 1, column 7'],
    ['{\n"a":1,\n}', 'line 3, column 1'],
    ['', 'empty'],
    ['[1,2', 'line 1, column 5'],
    [`${'['.repeat(200_000)}x`, 'malformed JSON'],
  ])('says where %j is not JSON', async (body, place) => {
    const answer = await call(apiRoutes(), post(body));
    expect(answer).toMatchObject({ statusCode: 400, value: { type: '/problems/malformed-json' } });
    expect(answer.value.detail).toContain(place);
  });

  test.each(['null', '7', '"p-1"', '[]', '{"__proto__":{"id":"x"}}'])(
    'refuses %s, which is JSON but no payment',
    async (body) => {
      expect(await call(apiRoutes(), post(body))).toMatchObject({ statusCode: 422 });
    },
  );

  test('refuses an unknown field of any name, __proto__ too', async () => {
    const body = JSON.stringify(aPayment()).replace('{', '{"__proto__":{"failed":true},');
    expect(await call(apiRoutes(), post(body))).toMatchObject({ statusCode: 422 });
  });

  test.each([[undefined], ['text/plain'], ['application/x-www-form-urlencoded'], ['application/jsonp']])(
    'refuses the content type %s',
    async (contentType) => {
      const event = aRequest('POST /v1/score', { body: aPayment() });
      const headers = contentType === undefined ? {} : { 'content-type': contentType };
      expect(await call(apiRoutes(), { ...event, headers })).toMatchObject({ statusCode: 415 });
    },
  );

  test('takes application/json with a charset', async () => {
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    expect(await call(apiRoutes(), aRequest('POST /v1/score', { body: aPayment(), headers }))).toMatchObject({
      statusCode: 200,
    });
  });

  test('refuses a compressed body', async () => {
    const headers = { 'content-encoding': 'gzip' };
    expect(await call(apiRoutes(), aRequest('POST /v1/score', { body: 'x', headers }))).toMatchObject({
      statusCode: 415,
    });
  });

  test('takes a body in base64, and refuses one that is not UTF-8', async () => {
    const send = (bytes: Buffer) =>
      call(apiRoutes(), aRequest('POST /v1/score', { body: bytes.toString('base64'), isBase64Encoded: true }));
    expect(await send(Buffer.from(JSON.stringify(aPayment())))).toMatchObject({ statusCode: 200 });
    expect(await send(Buffer.from([0x7b, 0xff, 0x7d]))).toMatchObject({
      statusCode: 400,
      value: { detail: 'the body is not UTF-8' },
    });
  });

  test('refuses a body over the limit and says the limit, counted in bytes', async () => {
    const answer = await call(apiRoutes(), post(`"${'é'.repeat(MAX_BODY_BYTES / 2)}"`));
    expect(answer).toMatchObject({ statusCode: 413, value: { type: '/problems/body-too-large' } });
    expect(answer.value.detail).toContain('1048576');
  });

  describe('when a port fails', () => {
    const failWith = async (error: Error) => {
      const failures: Failure[] = [];
      const failing: Partial<AssessPorts> = { findDecisions: () => Promise.reject(error) };
      const answer = await call(
        apiRoutes({ ...failing, reportFailure: (failure) => failures.push(failure) }),
        post(aPayment()),
      );
      return { answer, failures };
    };

    test('answers 500 with the request id and nothing of what broke, and reports it', async () => {
      const error = new Error('secret of the store');
      const { answer, failures } = await failWith(error);
      expect(answer).toMatchObject({ statusCode: 500, headers: { 'x-request-id': REQUEST_ID } });
      expect(answer.value.detail).toContain(REQUEST_ID);
      expect(answer.body).not.toContain('secret');
      expect(failures).toEqual([{ requestId: REQUEST_ID, routeKey: 'POST /v1/score', error }]);
    });

    test('answers 503 with Retry-After when the fault may pass', async () => {
      const { answer, failures } = await failWith(transientError('the store is being opened'));
      expect(answer).toMatchObject({ statusCode: 503, headers: { 'retry-after': '1', 'x-request-id': REQUEST_ID } });
      expect(failures).toHaveLength(1);
    });
  });
});

import { describe, expect, test } from '@jest/globals';
import { aPayment, PAYMENT_TIME } from '../../builders/a-payment.ts';
import { aRequest, call } from '../../builders/a-request.ts';
import { apiRoutes } from '../../builders/api-routes.ts';
import { assessPorts } from '../../builders/assess-ports.ts';

const labels = (...items: readonly unknown[]) => aRequest('POST /v1/labels', { body: { labels: items } });

const decided = async () => {
  const ports = assessPorts();
  const routes = apiRoutes(ports);
  await call(routes, aRequest('POST /v1/score', { body: aPayment() }));
  return { ports, routes };
};

describe('POST /v1/labels', () => {
  test('records a label as of now when it says no time', async () => {
    const { ports, routes } = await decided();
    const answer = await call(routes, labels({ paymentId: 'p-1', fraud: true }));
    expect(answer).toMatchObject({ statusCode: 200, value: { items: [{ paymentId: 'p-1', status: 'recorded' }] } });
    expect(ports.labels.get('p-1')).toMatchObject({ fraud: true, labelledAtMs: Date.parse(PAYMENT_TIME) + 1_000 });
  });

  test('says of each label what came of it', async () => {
    const { routes } = await decided();
    await call(routes, labels({ paymentId: 'p-1', fraud: true }));
    const answer = await call(
      routes,
      labels({ paymentId: 'p-1', fraud: true }, { paymentId: 'never-seen', fraud: false }),
    );
    expect(answer.value.items).toEqual([
      { paymentId: 'p-1', status: 'unchanged' },
      { paymentId: 'never-seen', status: 'unknown_payment' },
    ]);
  });

  test('refuses a label from the future and records none of its batch', async () => {
    const { ports, routes } = await decided();
    const answer = await call(
      routes,
      labels({ paymentId: 'p-1', fraud: true }, { paymentId: 'p-1', fraud: false, labelledAt: '2031-01-01T00:00:00Z' }),
    );
    expect(answer).toMatchObject({ statusCode: 422, value: { issues: [{ path: '/labels/1/labelledAt' }] } });
    expect(ports.labels.size).toBe(0);
  });

  test('refuses a label of the year 1, which many clients send for a date that was never set', async () => {
    const { ports, routes } = await decided();
    const answer = await call(routes, labels({ paymentId: 'p-1', fraud: true, labelledAt: '0001-01-01T00:00:00Z' }));
    expect(answer).toMatchObject({ statusCode: 422, value: { issues: [{ path: '/labels/0/labelledAt' }] } });
    expect(ports.labels.size).toBe(0);
  });

  test('names the place of a label that does not fit', async () => {
    const answer = await call(apiRoutes(), labels({ paymentId: 'p-1', fraud: 'yes' }));
    expect(answer).toMatchObject({ statusCode: 422, value: { issues: [{ path: '/labels/0/fraud' }] } });
  });
});

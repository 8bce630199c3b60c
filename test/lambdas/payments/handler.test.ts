import { describe, expect, test } from '@jest/globals';
import type { Payment } from '../../../src/domain/payment/payment.ts';
import { aPayment } from '../../builders/a-payment.ts';
import { aRequest, call } from '../../builders/a-request.ts';
import { apiRoutes } from '../../builders/api-routes.ts';

const post = async (body: unknown) => {
  const put: Payment[] = [];
  const routes = apiRoutes({
    putPayments: async (payments) => {
      put.push(...payments);
    },
  });
  return { answer: await call(routes, aRequest('POST /v1/payments', { body })), put };
};

describe('POST /v1/payments', () => {
  test('puts every payment on the stream in the order sent', async () => {
    const payments = [aPayment({ id: 'a' }), aPayment({ id: 'b' })];
    const { answer, put } = await post({ payments });
    expect(answer).toMatchObject({ statusCode: 202, value: { accepted: 2, refused: 0 } });
    expect(put).toEqual(payments);
  });

  test('puts the good ones and says what is wrong with the others, where they stand', async () => {
    const { answer, put } = await post({
      payments: [aPayment({ id: 'a' }), { ...aPayment({ id: 'b' }), amountMinor: 'lots' }, 7],
    });
    expect(answer.statusCode).toBe(202);
    expect(answer.value).toMatchObject({
      accepted: 1,
      refused: 2,
      items: [
        { index: 0, id: 'a', status: 'accepted' },
        { index: 1, id: 'b', status: 'refused', issues: [{ path: '/payments/1/amountMinor' }] },
        { index: 2, status: 'refused', issues: [{ path: '/payments/2' }] },
      ],
    });
    expect(put.map(({ id }) => id)).toEqual(['a']);
  });

  test('accepts the same payment twice and puts it once, whatever the order of its fields', async () => {
    const payment = aPayment();
    const shuffled = Object.fromEntries(Object.entries(payment).toReversed());
    const { answer, put } = await post({ payments: [payment, shuffled] });
    expect(answer.value).toMatchObject({ accepted: 2, refused: 0 });
    expect(put).toEqual([payment]);
  });

  test('refuses another body under an id that stands in the batch already', async () => {
    const { answer, put } = await post({ payments: [aPayment({ amountMinor: 1 }), aPayment({ amountMinor: 2 })] });
    expect(answer.value.items[1]).toMatchObject({ status: 'refused', issues: [{ path: '/payments/1/id' }] });
    expect(answer.value.items[1].issues[0].message).toContain('/payments/0');
    expect(put).toEqual([aPayment({ amountMinor: 1 })]);
  });

  test('puts nothing when every payment is refused', async () => {
    const { answer, put } = await post({ payments: [{}] });
    expect(answer).toMatchObject({ statusCode: 202, value: { accepted: 0, refused: 1 } });
    expect(put).toEqual([]);
  });

  test.each([
    [[]],
    [{}],
    [{ payments: [] }],
    [{ payments: 'p' }],
    [{ payments: Array.from({ length: 501 }, () => aPayment()) }],
  ])('refuses a body that is no batch of 1 to 500', async (body) => {
    const { answer, put } = await post(body);
    expect(answer).toMatchObject({ statusCode: 422, value: { type: '/problems/invalid-body' } });
    expect(put).toEqual([]);
  });
});

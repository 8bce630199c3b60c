import { isDeepStrictEqual } from 'node:util';
import type { PaymentsAnswer } from '../../src/api/schemas.ts';
import { type Issue, parsePayment } from '../../src/domain/payment/parse-payment.ts';
import type { Payment } from '../../src/domain/payment/payment.ts';

type Item = PaymentsAnswer['items'][number];

export type Sorted = {
  /** Each id once, in the order it came. */
  readonly toPut: readonly Payment[];
  readonly items: readonly Item[];
};

/**
 * Sorts what claims to be payments into those to put and, item by item, accepted or refused. A payment that stands there twice is accepted
 * both times and put once; another body under an id that stands there already is refused.
 */
export const sortPayments = (inputs: readonly unknown[], nowMs: number): Sorted => {
  const byId = new Map<string, { readonly index: number; readonly payment: Payment }>();
  const items = inputs.map((input, index): Item => {
    const parsed = parsePayment(input, nowMs);
    if (!parsed.ok) return { index, ...idOf(input), status: 'refused', issues: placed(parsed.issues, index) };
    const payment = parsed.value;
    const first = byId.get(payment.id) ?? { index, payment };
    byId.set(payment.id, first);
    if (first.index === index || isDeepStrictEqual(first.payment, payment))
      return { index, id: payment.id, status: 'accepted' };
    const message = `payment id is that of /payments/${first.index} with another body, got ${JSON.stringify(payment.id)}`;
    return { index, id: payment.id, status: 'refused', issues: placed([{ path: '/id', message }], index) };
  });
  return { toPut: [...byId.values()].map(({ payment }) => payment), items };
};

const placed = (issues: readonly Issue[], index: number): Issue[] =>
  issues.map(({ path, message }) => ({ path: `/payments/${index}${path}`, message }));

const idOf = (input: unknown): { readonly id?: string } =>
  input instanceof Object && 'id' in input && typeof input.id === 'string' ? { id: input.id.slice(0, 64) } : {};

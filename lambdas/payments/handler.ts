import { json } from '../../src/api/answers.ts';
import type { HttpHandler } from '../../src/api/http.ts';
import { type HttpPorts, httpHandler } from '../../src/api/http-handler.ts';
import { jsonBody } from '../../src/api/json-body.ts';
import { problemOfIssues } from '../../src/api/problem.ts';
import { type PaymentsAnswer, paymentsBodySchema } from '../../src/api/schemas.ts';
import { issuesOf } from '../../src/domain/payment/parse-payment.ts';
import type { PutPayments } from '../../src/ports.ts';
import { type Sorted, sortPayments } from './sort-payments.ts';

export type PaymentsPorts = HttpPorts & { readonly nowMs: () => number; readonly putPayments: PutPayments };

/** `POST /v1/payments`: puts those of 1-500 payments that are well formed on the stream, and answers with what came of each. */
export const createHandler = (ports: PaymentsPorts): HttpHandler =>
  httpHandler(
    jsonBody(async (body) => {
      const batch = paymentsBodySchema.safeParse(body);
      if (!batch.success) return problemOfIssues('invalid-body', issuesOf(batch.error, body));
      const sorted = sortPayments(batch.data.payments, ports.nowMs());
      if (sorted.toPut.length > 0) await ports.putPayments(sorted.toPut);
      return json(202, answerOf(sorted));
    }),
    ports,
  );

const answerOf = ({ items }: Sorted): PaymentsAnswer => {
  const accepted = items.filter(({ status }) => status === 'accepted').length;
  return { accepted, refused: items.length - accepted, items: [...items] };
};

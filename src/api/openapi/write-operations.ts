import * as z from 'zod';
import type { ZodOpenApiOperationObject } from 'zod-openapi';
import { paymentSchema } from '../../domain/payment/payment.ts';
import { decisionSchema, labelsAnswerSchema, labelsBodySchema, paymentsAnswerSchema } from '../schemas.ts';
import { decisionExample, paymentExample } from './examples.ts';
import { answer, BODY_PROBLEMS, problems } from './responses.ts';

const body = (schema: z.ZodType, example: unknown) => ({
  required: true,
  content: { 'application/json': { schema, example } },
});

/** The document's form of a batch: its items are payments, though each is parsed on its own so that one bad one does not refuse the rest. */
const paymentsBody = z.object({ payments: z.array(paymentSchema).min(1).max(500) }).meta({ id: 'PaymentsBody' });

const replayedHeader = z.object({
  'idempotent-replayed': z
    .enum(['true'])
    .optional()
    .meta({ description: 'Present when the payment had been decided before: this is that decision.' }),
});

export const scorePayment: ZodOpenApiOperationObject = {
  tags: ['Payments'],
  summary: 'Decide one payment now',
  description:
    'A payment id is decided once. The same payment sent again gets the first decision back, with the header `idempotent-replayed: true`; the same id with another body is refused (409) and changes nothing.',
  requestBody: body(paymentSchema, paymentExample),
  responses: {
    200: answer({
      schema: decisionSchema,
      example: decisionExample,
      description: 'The decision.',
      headers: replayedHeader,
    }),
    ...problems(...BODY_PROBLEMS, 'payment-conflict'),
  },
};

export const putPayments: ZodOpenApiOperationObject = {
  tags: ['Payments'],
  summary: 'Put 1 to 500 payments on the stream',
  description:
    'Answers 202 for every batch that can be read, with an outcome for each item: look at `refused`. Accepted payments are on the stream, durably, whatever became of the others. A payment that stands in the batch twice is put once; another body under the same id is refused.',
  requestBody: body(paymentsBody, { payments: [paymentExample] }),
  responses: {
    202: answer({
      schema: paymentsAnswerSchema,
      example: { accepted: 1, refused: 0, items: [{ index: 0, id: 'p-1001', status: 'accepted' }] },
      description: 'What came of each payment, in the order sent.',
    }),
    ...problems(...BODY_PROBLEMS),
  },
};

export const recordLabels: ZodOpenApiOperationObject = {
  tags: ['Payments'],
  summary: 'Tell what became known of payments',
  description:
    'Chargebacks and the verdicts of reviewers. A label counts for later payments from the time it became known, never before.',
  requestBody: body(labelsBodySchema, {
    labels: [{ paymentId: 'p-1001', fraud: true, labelledAt: '2026-03-09T08:30:00Z' }],
  }),
  responses: {
    200: answer({
      schema: labelsAnswerSchema,
      example: { items: [{ paymentId: 'p-1001', status: 'recorded' }] },
      description: 'What came of each label, in the order sent.',
    }),
    ...problems(...BODY_PROBLEMS),
  },
};

import * as z from 'zod';
import type { ZodOpenApiOperationObject } from 'zod-openapi';
import { type Explanation, explanationSchema } from '../explanation-schema.ts';
import { answer, problems } from './responses.ts';

export const explanationExample: Explanation = {
  id: 'p-1001',
  outcome: 'block',
  probability: 0.91,
  bias: -6.2,
  contributions: [
    {
      feature: 'sender.drained_share',
      text: "Share of the sender's balance that this payment takes: 99.5 %",
      value: 0.9946,
      contribution: 2.31,
    },
  ],
  alternatives: [
    {
      outcome: 'review',
      amountMinor: 412_049,
      text: 'Had the amount been $4,120.49 instead of $9,250.00, it would have been held for review.',
    },
  ],
  text: 'Had the amount been $4,120.49 instead of $9,250.00, it would have been held for review.',
};

export const explainPayment: ZodOpenApiOperationObject = {
  tags: ['Payments'],
  summary: 'Why a payment was decided so, and what would have changed it',
  description:
    'Every feature’s exact share of the model’s score, also for approvals, and the smallest changes of what the payer controls, amount and hour, that change the outcome: milder for payments held or blocked, harder for approved ones. The payment so changed is measured again from what is remembered of its parties. Only decisions of the versions that decide now can be explained; the text says so of others.',
  requestParams: {
    path: z.object({ id: z.string().meta({ description: 'Payment id, percent-encoded.', example: 'p-1001' }) }),
  },
  responses: {
    200: answer({ schema: explanationSchema, example: explanationExample, description: 'The explanation.' }),
    ...problems('malformed-request', 'unknown-payment'),
  },
};

import * as z from 'zod';
import type { ZodOpenApiOperationObject } from 'zod-openapi';
import { accountsQuery, feedQuery, summaryQuery } from '../query.ts';
import {
  accountSchema,
  accountsSchema,
  decisionDetailSchema,
  feedSchema,
  healthSchema,
  modelsSchema,
  summarySchema,
} from '../schemas.ts';
import {
  accountExample,
  accountRiskExample,
  detailExample,
  feedItemExample,
  healthExample,
  modelsExample,
  summaryExample,
} from './examples.ts';
import { answer, problems } from './responses.ts';

const byId = (description: string, example: string) => ({
  path: z.object({ id: z.string().meta({ description, example }) }),
});

export const getPayment: ZodOpenApiOperationObject = {
  tags: ['Payments'],
  summary: 'The decision on a payment, with all that made it',
  requestParams: byId('Payment id, percent-encoded.', 'p-1001'),
  responses: {
    200: answer({
      schema: decisionDetailSchema,
      example: detailExample,
      description: 'The decision, its payment and feature values.',
    }),
    ...problems('malformed-request', 'unknown-payment'),
  },
};

export const getFeed: ZodOpenApiOperationObject = {
  tags: ['Live'],
  summary: 'The latest decisions',
  requestParams: { query: feedQuery },
  responses: {
    200: answer({ schema: feedSchema, example: { items: [feedItemExample] }, description: 'Decisions, newest first.' }),
    ...problems('invalid-query'),
  },
};

export const getSummary: ZodOpenApiOperationObject = {
  tags: ['Live'],
  summary: 'Totals, rates and a series over time',
  requestParams: { query: summaryQuery },
  responses: {
    200: answer({
      schema: summarySchema,
      example: summaryExample,
      description: 'Totals since the first payment; the series as far back as asked.',
    }),
    ...problems('invalid-query'),
  },
};

export const listAccounts: ZodOpenApiOperationObject = {
  tags: ['Accounts'],
  summary: 'The accounts with the most risk now',
  requestParams: { query: accountsQuery },
  responses: {
    200: answer({
      schema: accountsSchema,
      example: { items: [accountRiskExample] },
      description: 'Accounts, riskiest first.',
    }),
    ...problems('invalid-query'),
  },
};

export const getAccount: ZodOpenApiOperationObject = {
  tags: ['Accounts'],
  summary: 'What is remembered of an account',
  requestParams: byId('Account id, percent-encoded.', 'C-8812'),
  responses: {
    200: answer({
      schema: accountSchema,
      example: accountExample,
      description: 'Its payments by exact windows up to now.',
    }),
    ...problems('malformed-request', 'unknown-account'),
  },
};

export const getModels: ZodOpenApiOperationObject = {
  tags: ['Service'],
  summary: 'Champion and challenger, and whether what they see has drifted',
  responses: {
    200: answer({
      schema: modelsSchema,
      example: modelsExample,
      description: 'The model that decides and the one in its shadow, by day boards of the last 35 days.',
    }),
    ...problems(),
  },
};

export const getHealth: ZodOpenApiOperationObject = {
  tags: ['Service'],
  summary: 'Whether it works, and what is scoring',
  responses: {
    200: answer({
      schema: healthSchema,
      example: healthExample,
      description: 'It answers; `degraded` when a lower rung than the first is scoring.',
    }),
    ...problems(),
  },
};

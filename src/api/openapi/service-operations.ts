import * as z from 'zod';
import type { ZodOpenApiOperationObject } from 'zod-openapi';
import { PROBLEM_KINDS } from '../problem-kinds.ts';
import { answer, problems } from './responses.ts';

const kind = z
  .enum(Object.keys(PROBLEM_KINDS))
  .meta({ description: 'The last part of a problem’s `type`.', example: 'payment-conflict' });

export const getOpenApi: ZodOpenApiOperationObject = {
  tags: ['Service'],
  summary: 'This document',
  responses: {
    200: answer({
      schema: z.looseObject({ openapi: z.string() }),
      example: { openapi: '3.1.0' },
      description: 'OpenAPI 3.1.',
    }),
    ...problems(),
  },
};

export const getProblemKind: ZodOpenApiOperationObject = {
  tags: ['Service'],
  summary: 'What a kind of problem means, for a person',
  requestParams: { path: z.object({ kind }) },
  responses: {
    200: { description: 'A page.', content: { 'text/html': { schema: z.string() } } },
    ...problems('malformed-request', 'unknown-route'),
  },
};

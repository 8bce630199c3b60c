import * as z from 'zod';
import type { ZodOpenApiResponseObject, ZodOpenApiResponsesObject } from 'zod-openapi';
import { PROBLEM_KINDS, type ProblemKind } from '../problem-kinds.ts';
import { problemSchema } from '../schemas.ts';

const requestIdHeader = z
  .string()
  .meta({ header: { id: 'RequestId' }, description: 'Name this when you ask about the request.' });

type Told = {
  readonly schema: z.ZodType;
  readonly example: unknown;
  readonly description: string;
  readonly headers?: z.ZodObject;
};

/** An answer that carries JSON of a schema. */
export const answer = ({ schema, example, description, headers }: Told): ZodOpenApiResponseObject => ({
  description,
  headers: z.object({ 'x-request-id': requestIdHeader, ...headers?.shape }),
  content: { 'application/json': { schema, example } },
});

/** The problems that an operation can answer with, by status, and those that every operation can. */
export const problems = (...kinds: readonly ProblemKind[]): ZodOpenApiResponsesObject =>
  Object.fromEntries(
    Object.entries(Object.groupBy([...kinds, ...EVERYWHERE], (kind) => PROBLEM_KINDS[kind].status)).map(
      ([status, same = []]) => [status, problemResponse(same)],
    ),
  );

export const BODY_PROBLEMS = ['malformed-json', 'body-too-large', 'unsupported-media-type', 'invalid-body'] as const;

const EVERYWHERE = ['internal-error', 'unavailable'] as const;

const problemResponse = (kinds: readonly ProblemKind[]): ZodOpenApiResponseObject => ({
  description: kinds.map((kind) => `${PROBLEM_KINDS[kind].title}: \`/problems/${kind}\`.`).join(' '),
  headers: z.object({
    'x-request-id': requestIdHeader,
    ...(kinds.includes('unavailable') && { 'retry-after': retryAfter }),
  }),
  content: {
    'application/problem+json': {
      schema: problemSchema,
      examples: Object.fromEntries(
        kinds.map((kind) => [kind, { summary: PROBLEM_KINDS[kind].title, value: exampleOf(kind) }]),
      ),
    },
  },
});

const retryAfter = z.string().meta({ description: 'Seconds to wait before the same request is sent again.' });

const exampleOf = (kind: ProblemKind): z.infer<typeof problemSchema> => {
  const { status, title, meaning } = PROBLEM_KINDS[kind];
  const issues = ISSUES[kind];
  return {
    type: `/problems/${kind}`,
    title,
    status,
    detail: DETAILS[kind] ?? meaning,
    ...(issues && { issues: [...issues] }),
  };
};

const DETAILS: Partial<Readonly<Record<ProblemKind, string>>> = {
  'malformed-request': 'a percent escape in the path is malformed',
  'malformed-json': 'malformed JSON at line 1, column 27: property name expected',
  'payment-conflict': 'payment "p-1001" was decided at 2026-03-02T12:00:00.000Z with another body; nothing was changed',
  'invalid-body': '/amountMinor: expected at least 0, got -5',
  'invalid-query': '/limit: expected a whole number from 1 to 500, got "abc"',
};

const ISSUES: Partial<Readonly<Record<ProblemKind, readonly { readonly path: string; readonly message: string }[]>>> = {
  'invalid-body': [{ path: '/amountMinor', message: 'expected at least 0, got -5' }],
  'invalid-query': [{ path: '/limit', message: 'expected a whole number from 1 to 500, got "abc"' }],
};

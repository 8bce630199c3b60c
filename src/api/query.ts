import * as z from 'zod';
import { OUTCOMES } from '../domain/decision/decision.ts';
import { type Issue, issuesOf, pointerTo } from '../domain/payment/parse-payment.ts';
import type { HttpAnswer, HttpEvent } from './http.ts';
import { problemOfIssues } from './problem.ts';

/** Parameters come as text; the document tells them as the integers they stand for. */
const integer = (least: number, most: number, otherwise: number) => {
  const expected = `expected a whole number from ${least} to ${most}`;
  const inRange = (text: string): boolean => /^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most;
  return z
    .string()
    .refine(inRange, expected)
    .transform(Number)
    .default(otherwise)
    .meta({ override: { type: 'integer', minimum: least, maximum: most, default: otherwise } });
};

export const feedQuery = z.strictObject({
  limit: integer(1, 500, 50).describe('At most so many.'),
  outcome: z.enum(OUTCOMES).optional().describe('Only decisions of this outcome.'),
});
export const summaryQuery = z.strictObject({ minutes: integer(1, 1440, 30).describe('How far back the series goes.') });
export const accountsQuery = z.strictObject({
  sort: z.enum(['risk']).default('risk').describe('The only order there is: riskiest first.'),
  limit: integer(1, 100, 20).describe('At most so many.'),
});

/** Answers with what `next` makes of the query, or 400 when the query does not fit its schema. */
export const withQuery = async <T extends z.ZodObject>(
  schema: T,
  event: HttpEvent,
  next: (query: z.output<T>) => Promise<HttpAnswer>,
): Promise<HttpAnswer> => {
  const given = event.queryStringParameters ?? {};
  const parsed = schema.safeParse(given);
  if (parsed.success) return next(parsed.data);
  const ofValues = issuesOf(parsed.error, given).filter(({ path }) => isKnown(schema, path.slice(1)));
  return problemOfIssues('invalid-query', [...unknownKeys(schema, given), ...ofValues]);
};

const unknownKeys = (schema: z.ZodObject, given: object): readonly Issue[] =>
  Object.keys(given)
    .filter((key) => !isKnown(schema, key))
    .map((key) => ({
      path: pointerTo([key]),
      message: `unknown parameter, allowed: ${Object.keys(schema.shape).join(', ')}`,
    }));

const isKnown = (schema: z.ZodObject, key: string): boolean => Object.hasOwn(schema.shape, key);

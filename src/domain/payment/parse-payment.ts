import type * as z from 'zod';
import { type Payment, paymentSchema } from './payment.ts';

/** Something wrong in one place of the input: `path` is a JSON Pointer (RFC 6901), '' for the whole. */
export type Issue = { readonly path: string; readonly message: string };

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** How far ahead of our clock a payment may claim to be, for producers whose clocks run fast. */
export const CLOCK_TOLERANCE_MS = 5 * 60_000;
const EARLIEST = '2000-01-01T00:00:00Z';
const EARLIEST_MS = Date.parse(EARLIEST);

/** Parses what claims to be a payment; `nowMs` (epoch milliseconds) bounds how far its clock may be off. */
export const parsePayment = (input: unknown, nowMs: number): Parsed<Payment> => {
  const parsed = paymentSchema.safeParse(input);
  if (!parsed.success) return { ok: false, issues: issuesOf(parsed.error, input) };
  const clock = clockIssue(parsed.data, nowMs);
  return clock === undefined ? { ok: true, value: parsed.data } : { ok: false, issues: [clock] };
};

const clockIssue = ({ occurredAt }: Payment, nowMs: number): Issue | undefined => {
  const atMs = Date.parse(occurredAt);
  if (atMs >= EARLIEST_MS && atMs <= nowMs + CLOCK_TOLERANCE_MS) return undefined;
  const latest = new Date(nowMs + CLOCK_TOLERANCE_MS).toISOString();
  return {
    path: '/occurredAt',
    message: `got ${occurredAt}, allowed ${EARLIEST} to ${latest} (5 minutes ahead of this clock)`,
  };
};

/** A schema error as issues that name the place, what was wrong and what was got. */
export const issuesOf = (error: z.ZodError, input: unknown): readonly Issue[] =>
  error.issues.map((issue) => ({
    path: issue.path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
    message: `${issue.message}${gotAt(input, issue.path)}`,
  }));

const gotAt = (input: unknown, path: readonly PropertyKey[]): string => {
  const value = path.reduce<unknown>((at, key) => (at instanceof Object ? Reflect.get(at, key) : undefined), input);
  if (path.at(-1) === 'card' || value instanceof Object) return '';
  if (value === undefined) return ', got nothing';
  return `, got ${typeof value === 'number' ? value : JSON.stringify(value)?.slice(0, 80)}`;
};

import type * as z from 'zod';
import { expectedIn } from './issue-text.ts';
import { type Payment, paymentSchema } from './payment.ts';

/** Something wrong in one place of the input: `path` is a JSON Pointer (RFC 6901), '' for the whole. */
export type Issue = { readonly path: string; readonly message: string };

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** How far ahead of our clock a payment may claim to be, for producers whose clocks run fast. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;
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
  const message = clockFault(occurredAt, nowMs);
  return message === undefined ? undefined : { path: '/occurredAt', message };
};

/** What is wrong with an ISO 8601 time that something is said to have happened at; undefined when nothing is. */
export const clockFault = (time: string, nowMs: number): string | undefined => {
  const atMs = Date.parse(time);
  if (atMs >= EARLIEST_MS && atMs <= nowMs + CLOCK_TOLERANCE_MS) return undefined;
  const latest = new Date(nowMs + CLOCK_TOLERANCE_MS).toISOString();
  return `got ${time}, allowed ${EARLIEST} to ${latest} (5 minutes ahead of this clock)`;
};

/** A schema error as issues that name the place, what is allowed and what was got; a place is told of once. */
export const issuesOf = (error: z.ZodError, input: unknown): readonly Issue[] => {
  const issues = error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: pointerTo([...issue.path, key]), message: expectedIn(issue) }))
      : [{ path: pointerTo(issue.path), message: messageOf(issue, input) }],
  );
  // Of several limits that a value is beyond, the last is the narrowest.
  return [...new Map(issues.map((issue) => [issue.path, issue])).values()];
};

/** A place as a JSON Pointer, which has `~` and `/` of its own. */
export const pointerTo = (path: readonly PropertyKey[]): string =>
  path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

const messageOf = (issue: z.core.$ZodIssue, input: unknown): string => {
  const expected = expectedIn(issue);
  const value = issue.path.reduce<unknown>(
    (at, key) => (at instanceof Object ? Reflect.get(at, key) : undefined),
    input,
  );
  if (value === undefined) return `missing, ${expected}`;
  if (issue.path.at(-1) === 'card' || expected.includes(', got ')) return expected;
  return `${expected}, got ${shown(value)}`;
};

/** A value in short; what holds others by its kind and size alone. */
const shown = (value: unknown): string => {
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (value instanceof Object) return 'an object';
  return typeof value === 'number' ? String(value) : JSON.stringify(value).slice(0, 80);
};

import type { Issue } from '../domain/payment/parse-payment.ts';
import type { HttpAnswer } from './http.ts';
import { PROBLEM_KINDS, type ProblemKind } from './problem-kinds.ts';
import type { Problem } from './schemas.ts';
import { API_HEADERS } from './security-headers.ts';

export type ProblemExtras = { readonly issues?: readonly Issue[]; readonly headers?: Readonly<Record<string, string>> };

/** An answer that tells a problem (RFC 9457); `detail` says what was wrong, what was got and what is allowed. */
export const problem = (kind: ProblemKind, detail: string, { issues, headers }: ProblemExtras = {}): HttpAnswer => {
  const { status, title } = PROBLEM_KINDS[kind];
  const body: Problem = { type: `/problems/${kind}`, title, status, detail, ...(issues && { issues: [...issues] }) };
  return {
    statusCode: status,
    headers: { 'content-type': 'application/problem+json', ...API_HEADERS, ...headers },
    body: JSON.stringify(body),
  };
};

/** A problem of several places at once; its detail is the first and how many more there are. */
export const problemOfIssues = (kind: 'invalid-body' | 'invalid-query', issues: readonly Issue[]): HttpAnswer =>
  problem(kind, summaryOf(issues), { issues });

const summaryOf = ([first, ...others]: readonly Issue[]): string => {
  const told = first === undefined ? 'not valid' : `${first.path === '' ? 'the whole' : first.path}: ${first.message}`;
  return others.length === 0 ? told : `${told} (and ${others.length} more)`;
};

import type * as z from 'zod';
import { labelsBodySchema } from '../../src/api/schemas.ts';
import { clockFault, type Issue, issuesOf, type Parsed } from '../../src/domain/payment/parse-payment.ts';
import type { Label } from '../../src/ports.ts';

type Given = z.infer<typeof labelsBodySchema>['labels'][number];

/**
 * Parses the body of labels; refuses it as a whole when one claims to be from the future, or from a time that stands for none: many clients
 * send the year 1 for a date that was never set, and a profile cannot keep it.
 */
export const parseLabels = (body: unknown, nowMs: number): Parsed<readonly Label[]> => {
  const parsed = labelsBodySchema.safeParse(body);
  if (!parsed.success) return { ok: false, issues: issuesOf(parsed.error, body) };
  const issues = parsed.data.labels.flatMap((label, at) => clockIssues(label, at, nowMs));
  if (issues.length > 0) return { ok: false, issues };
  return { ok: true, value: parsed.data.labels.map((label) => labelOf(label, nowMs)) };
};

const labelOf = ({ paymentId, fraud, labelledAt }: Given, nowMs: number): Label => ({
  paymentId,
  fraud,
  labelledAtMs: labelledAt === undefined ? Math.floor(nowMs) : Date.parse(labelledAt),
});

const clockIssues = ({ labelledAt }: Given, at: number, nowMs: number): readonly Issue[] => {
  const message = labelledAt === undefined ? undefined : clockFault(labelledAt, nowMs);
  return message === undefined ? [] : [{ path: `/labels/${at}/labelledAt`, message }];
};

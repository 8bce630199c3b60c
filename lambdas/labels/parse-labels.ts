import { labelsBodySchema } from '../../src/api/schemas.ts';
import { CLOCK_TOLERANCE_MS, type Issue, issuesOf, type Parsed } from '../../src/domain/payment/parse-payment.ts';
import type { Label } from '../../src/ports.ts';

/** Parses the body of labels; refuses it as a whole when one claims to be from the future. */
export const parseLabels = (body: unknown, nowMs: number): Parsed<readonly Label[]> => {
  const parsed = labelsBodySchema.safeParse(body);
  if (!parsed.success) return { ok: false, issues: issuesOf(parsed.error, body) };
  const labels = parsed.data.labels.map(({ paymentId, fraud, labelledAt }) => ({
    paymentId,
    fraud,
    labelledAtMs: labelledAt === undefined ? Math.floor(nowMs) : Date.parse(labelledAt),
  }));
  const issues = labels.flatMap((label, at) => futureIssues(label, at, nowMs));
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: labels };
};

const futureIssues = ({ labelledAtMs }: Label, at: number, nowMs: number): readonly Issue[] => {
  const latestMs = nowMs + CLOCK_TOLERANCE_MS;
  if (labelledAtMs <= latestMs) return [];
  const [got, latest] = [labelledAtMs, latestMs].map((ms) => new Date(ms).toISOString());
  return [
    {
      path: `/labels/${at}/labelledAt`,
      message: `got ${got}, allowed at most ${latest} (5 minutes ahead of this clock)`,
    },
  ];
};

import { archivedPayments } from '../archive/archived-payments.ts';
import { type ArchiveQuerying, answerTo, quoted } from '../archive/open-query.ts';
import type { Decision } from '../domain/decision/decision.ts';
import type { VerifySource } from './verify.ts';

export type ArchivedDecisions = {
  readonly archive: ArchiveQuerying;
  /** Decisions by id, as they were stored; those that are not there are left out. */
  readonly findDecisions: (ids: readonly string[]) => Promise<readonly Decision[]>;
  /** Of how long before the newest row rows may still be on their way to the archive: what was decided since is not sampled. */
  readonly settledAfterMs: number;
};

/** The decisions of a deployed stack: their payments from the archive, themselves from the table. */
export const archiveSource = ({ archive, findDecisions, settledAfterMs }: ArchivedDecisions): VerifySource => ({
  sample: async (size, seed) => {
    const settled = `recorded_at <= (SELECT max(recorded_at) FROM decisions) - INTERVAL ${settledAfterMs} MILLISECONDS`;
    const [[stored]] = await answerTo(archive, 'SELECT count(*) FROM decisions');
    const sampled = await answerTo(
      archive,
      `SELECT payment_id FROM decisions WHERE ${settled} ORDER BY md5(payment_id || ${quoted(String(seed))}) LIMIT ${size}`,
    );
    const ids = sampled.map(([id]) => String(id));
    const decisions = await findDecisions(ids);
    const found = new Set(decisions.map(({ id }) => id));
    return { stored: Number(stored), decisions, gone: ids.filter((id) => !found.has(id)) };
  },
  history: () => archivedPayments(archive),
});

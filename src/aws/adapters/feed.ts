import type { Latest } from '../../domain/boards/latest.ts';
import type { Decision } from '../../domain/decision/decision.ts';
import type { AssessPorts } from '../../ports.ts';
import type { ReadPorts } from '../../read/ports.ts';
import type { Query } from '../query.ts';
import { boardBody, updatedAtMsOf } from './boards.ts';

export type FeedSource = {
  readonly table: string;
  readonly query: Query;
  readonly findDecisions: AssessPorts['findDecisions'];
};

/**
 * The latest decisions over the boards of all shards. Boards are opened newest first, and no further than needed: a board holds nothing that is
 * newer than its last change, so those of shards that were closed long ago stay shut.
 */
export const createReadFeed =
  ({ table, query, findDecisions }: FeedSource): ReadPorts['readFeed'] =>
  async ({ limit, outcome }) => {
    const boards = (await query({ table, pk: 'latest' })).toSorted((a, b) => updatedAtMsOf(b) - updatedAtMsOf(a));
    let newest: readonly Decision[] = [];
    for (const board of boards) {
      if (newest.length === limit && newest[limit - 1].decidedAtMs > updatedAtMsOf(board)) break;
      const latest = boardBody(board) as Latest;
      const ids = outcome === undefined || outcome === 'approve' ? latest.all : latest[outcome];
      const found = [...(await findDecisions(ids.slice(0, outcome === 'approve' ? ids.length : limit))).values()];
      newest = [...newest, ...found.filter((decision) => outcome === undefined || decision.outcome === outcome)]
        .sort((a, b) => b.decidedAtMs - a.decidedAtMs)
        .slice(0, limit);
    }
    return newest;
  };

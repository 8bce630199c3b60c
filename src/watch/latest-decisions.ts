import type { Decision } from '../domain/decision/decision.ts';
import type { AssessPorts } from '../ports.ts';
import type { ReadPorts } from '../read/ports.ts';

/** The latest decisions, at most so many: half of them of all, the others held and blocked, which have reasons to be made again too. */
export const latestDecisions =
  ({ readFeed, findDecisions }: Pick<ReadPorts, 'readFeed'> & Pick<AssessPorts, 'findDecisions'>) =>
  async (limit: number): Promise<readonly Decision[]> => {
    const flagged = Math.max(1, Math.floor(limit / 4));
    const feeds = await Promise.all([
      readFeed({ limit: Math.max(1, limit - 2 * flagged) }),
      readFeed({ limit: flagged, outcome: 'review' }),
      readFeed({ limit: flagged, outcome: 'block' }),
    ]);
    const ids = new Set(feeds.flat().map(({ id }) => id));
    return [...(await findDecisions([...ids])).values()];
  };

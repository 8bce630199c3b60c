import type { Decision } from '../domain/decision/decision.ts';
import { type DecisionRow, decisionRow } from './row.ts';

/** Two full batches of the archive; what comes beyond while it stands still is read from the store later. */
const MOST = 20_000;

export type RecentRows = {
  readonly remember: (decisions: readonly Decision[]) => void;
  /** The row of a decision, once. */
  readonly take: (id: string) => DecisionRow | undefined;
};

/** Rows of decisions made a moment ago: unpacking each from the store again would cost more than all else that the archive does. */
export const createRecentRows = (): RecentRows => {
  const rows = new Map<string, DecisionRow>();
  return {
    remember: (decisions) => {
      for (const decision of decisions) {
        if (rows.size >= MOST) return;
        rows.set(decision.id, decisionRow(decision));
      }
    },
    take: (id) => {
      const row = rows.get(id);
      if (row !== undefined) rows.delete(id);
      return row;
    },
  };
};

import type { Outcome } from '../decision/decision.ts';
import type { Change } from './change.ts';

/** Ids of the latest decisions, newest first: of all, and of those held or blocked, which would else be washed out at once. */
export type Latest = {
  readonly all: readonly string[];
  readonly review: readonly string[];
  readonly block: readonly string[];
};

export const EMPTY_LATEST: Latest = { all: [], review: [], block: [] };
export const LATEST_ALL = 200;
export const LATEST_FLAGGED = 100;

/** The board with the decisions among some changes, oldest first, put on top. */
export const latestWith = (latest: Latest, changes: readonly Change[]): Latest => {
  const decisions = changes.flatMap((change) => (change.kind === 'decision' ? [change.decision] : [])).toReversed();
  const idsOf = (outcome: Outcome) => decisions.filter((decision) => decision.outcome === outcome).map(({ id }) => id);
  return {
    all: [...decisions.slice(0, LATEST_ALL).map(({ id }) => id), ...latest.all].slice(0, LATEST_ALL),
    review: [...idsOf('review'), ...latest.review].slice(0, LATEST_FLAGGED),
    block: [...idsOf('block'), ...latest.block].slice(0, LATEST_FLAGGED),
  };
};

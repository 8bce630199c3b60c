import type { FeedItem } from '../api-types.ts';

/** The live log: what the reader sees, and the latest that has come. They differ while the log is held for reading. */
export type Log = {
  readonly shown: readonly FeedItem[];
  readonly latest: readonly FeedItem[];
  readonly ready: boolean;
};

export const EMPTY_LOG: Log = { shown: [], latest: [], ready: false };

/** Rows kept on the page at most. */
export const MOST_ROWS = 100;

/** Takes in the latest decisions, newest first; a held log keeps its rows where they are, unless it has none yet. */
export const receive = (log: Log, items: readonly FeedItem[], held: boolean): Log => {
  if (held && log.shown.length > 0) return { ...log, latest: items };
  return { shown: merge(items, log.shown), latest: items, ready: true };
};

/** Shows what has come while the log was held. */
export const release = (log: Log): Log => ({ ...log, shown: merge(log.latest, log.shown) });

/** How many have come since the log was held; at most as many as one poll brings. */
export const waiting = ({ shown, latest }: Log): number => {
  const ids = new Set(shown.map(({ id }) => id));
  return latest.filter(({ id }) => !ids.has(id)).length;
};

const merge = (latest: readonly FeedItem[], shown: readonly FeedItem[]): readonly FeedItem[] => {
  const ids = new Set(latest.map(({ id }) => id));
  return [...latest, ...shown.filter(({ id }) => !ids.has(id))].slice(0, MOST_ROWS);
};

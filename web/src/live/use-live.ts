import { useEffect, useRef, useState } from 'preact/hooks';
import type { Api } from '../api.ts';
import type { AccountRisk, FeedItem, Health, Outcome, Summary } from '../api-types.ts';
import { type Failure, type Polling, startPolling } from './polling.ts';

/** All that one poll brings; the parts belong together. */
export type Snapshot = {
  readonly summary: Summary;
  readonly health: Health;
  readonly accounts: readonly AccountRisk[];
  /** Of every outcome; may tell a decision twice. */
  readonly feed: readonly FeedItem[];
  /** The same, or only those of the outcome asked for. */
  readonly log: readonly FeedItem[];
  readonly query: LiveQuery;
  /** How far the reader's clock is ahead of the API's, milliseconds; as exact as an answer is quick. */
  readonly clockAheadMs: number;
};

export type LiveQuery = { readonly minutes: number; readonly outcome: Outcome | undefined };

export type Live = {
  readonly snapshot: Snapshot | undefined;
  readonly failure: Failure | undefined;
  readonly pollNow: () => void;
};

const FEED_ITEMS = 100;
const PAST_ITEMS = 500;
const ACCOUNTS = 12;

/** Keeps a snapshot of the API fresh for as long as the component lives; the last one stays when the API fails. */
export const useLive = (api: Api, query: LiveQuery): Live => {
  const [snapshot, setSnapshot] = useState<Snapshot>();
  const [failure, setFailure] = useState<Failure>();
  const asked = useRef(query);
  const first = useRef(true);
  const polling = useRef<Polling>(undefined);
  asked.current = query;

  useEffect(() => {
    const poll = async (): Promise<void> => {
      const past = first.current ? await fetchPast(api) : [];
      setSnapshot(await fetchSnapshot(api, asked.current, past));
      first.current = false;
    };
    polling.current = startPolling({ poll, onResult: setFailure, host: browser });
    return polling.current.stop;
  }, [api]);
  useEffect(() => polling.current?.now(), [query.minutes, query.outcome]);

  return { snapshot, failure, pollNow: () => polling.current?.now() };
};

const fetchSnapshot = async (api: Api, query: LiveQuery, past: readonly FeedItem[]): Promise<Snapshot> => {
  const { outcome } = query;
  const [summary, health, accounts, feed, log] = await Promise.all([
    api.summary(query.minutes),
    api.health(),
    api.accounts(ACCOUNTS),
    api.feed({ limit: FEED_ITEMS }),
    outcome === undefined ? undefined : api.feed({ limit: FEED_ITEMS, outcome }),
  ]);
  const items = [...feed.items, ...past];
  return {
    summary,
    health,
    accounts: accounts.items,
    feed: items,
    log: (log ?? feed).items,
    query,
    clockAheadMs: Date.now() - Date.parse(summary.now),
  };
};

/** What the amounts chart begins with: the latest flagged payments, which are rare, and as many others as the API remembers. */
const fetchPast = async (api: Api): Promise<readonly FeedItem[]> => {
  const feeds = [{ outcome: 'review' }, { outcome: 'block' }, {}] as const;
  const answers = await Promise.all(feeds.map((feed) => api.feed({ limit: PAST_ITEMS, ...feed })));
  return answers.flatMap(({ items }) => items);
};

const browser = {
  nowMs: () => Date.now(),
  isHidden: () => document.hidden,
  onVisibility: (listener: () => void) => {
    document.addEventListener('visibilitychange', listener);
    return () => document.removeEventListener('visibilitychange', listener);
  },
};

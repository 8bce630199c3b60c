import { useEffect, useRef, useState } from 'preact/hooks';
import type { Api } from '../api.ts';
import type { AccountRisk, FeedItem, Health, Outcome, Summary } from '../api-types.ts';
import { type Failure, type Polling, startPolling } from './polling.ts';

/** All that one poll brings; the parts belong together. */
export type Snapshot = {
  readonly summary: Summary;
  readonly health: Health;
  readonly accounts: readonly AccountRisk[];
  /** Newest first, of every outcome. */
  readonly feed: readonly FeedItem[];
  /** The same, or only those of the outcome asked for. */
  readonly log: readonly FeedItem[];
  readonly query: LiveQuery;
};

export type LiveQuery = { readonly minutes: number; readonly outcome: Outcome | undefined };

export type Live = {
  readonly snapshot: Snapshot | undefined;
  readonly failure: Failure | undefined;
  readonly pollNow: () => void;
};

const FEED_ITEMS = 100;
/** The first poll asks for as much past as the API gives: the charts begin with it. */
const FIRST_FEED_ITEMS = 500;
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
      setSnapshot(await fetchSnapshot(api, asked.current, first.current ? FIRST_FEED_ITEMS : FEED_ITEMS));
      first.current = false;
    };
    polling.current = startPolling({ poll, onResult: setFailure, host: browser });
    return polling.current.stop;
  }, [api]);
  useEffect(() => polling.current?.now(), [query.minutes, query.outcome]);

  return { snapshot, failure, pollNow: () => polling.current?.now() };
};

const fetchSnapshot = async (api: Api, query: LiveQuery, limit: number): Promise<Snapshot> => {
  const { outcome } = query;
  const [summary, health, accounts, feed, log] = await Promise.all([
    api.summary(query.minutes),
    api.health(),
    api.accounts(ACCOUNTS),
    api.feed({ limit }),
    outcome === undefined ? undefined : api.feed({ limit: FEED_ITEMS, outcome }),
  ]);
  return { summary, health, accounts: accounts.items, feed: feed.items, log: (log ?? feed).items, query };
};

const browser = {
  nowMs: () => Date.now(),
  isHidden: () => document.hidden,
  onVisibility: (listener: () => void) => {
    document.addEventListener('visibilitychange', listener);
    return () => document.removeEventListener('visibilitychange', listener);
  },
};

import { useCallback, useEffect, useState } from 'preact/hooks';
import { problemIn } from '../api.ts';

export type Loaded<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'loaded'; readonly value: T }
  | { readonly kind: 'failed'; readonly message: string };

/** Loads once for each `load`; a late answer for an earlier one is dropped. `again` keeps what is shown until the new value is there. */
export const useLoaded = <T>(load: () => Promise<T>): readonly [Loaded<T>, () => void] => {
  const [loaded, setLoaded] = useState<Loaded<T>>({ kind: 'loading' });
  const [round, setRound] = useState(0);
  useEffect(() => setLoaded({ kind: 'loading' }), [load]);
  // A new round is what loads again
  useEffect(() => {
    const call = { current: true };
    load().then(
      (value) => call.current && setLoaded({ kind: 'loaded', value }),
      (error) => call.current && setLoaded({ kind: 'failed', message: messageOf(error) }),
    );
    return () => {
      call.current = false;
    };
  }, [load, round]);
  return [loaded, useCallback(() => setRound((before) => before + 1), [])];
};

const messageOf = (error: unknown): string => {
  const problem = problemIn(error);
  return problem === undefined ? 'The API is unreachable.' : `${problem.title}: ${problem.detail}`;
};

import { useCallback, useEffect, useState } from 'preact/hooks';
import { hashOf, type Route, routeOf } from './route.ts';

export type Routing = {
  /** What is open, oldest first: the last one is seen, `back` leads to the one before, `close` to the page. */
  readonly open: readonly Route[];
  readonly openPayment: (id: string) => void;
  readonly openAccount: (id: string) => void;
  readonly back: () => void;
  readonly close: () => void;
};

/** What is open, kept in step with the address; the address is replaced, so that Back leaves the page as readers expect. */
export const useRoute = (): Routing => {
  const [open, setOpen] = useState<readonly Route[]>(() => listOf(routeOf(location.hash)));
  useEffect(() => {
    const follow = (): void => setOpen(listOf(routeOf(location.hash)));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  useEffect(() => {
    const last = open.at(-1);
    if (last !== undefined) history.replaceState(null, '', hashOf(last));
    else if (routeOf(location.hash) !== undefined) history.replaceState(null, '', location.pathname + location.search);
  }, [open]);
  const push = (route: Route): void => setOpen((before) => [...before, route]);
  return {
    open,
    openPayment: useCallback((id) => push({ kind: 'payments', id }), []),
    openAccount: useCallback((id) => push({ kind: 'accounts', id }), []),
    back: useCallback(() => setOpen((before) => before.slice(0, -1)), []),
    close: useCallback(() => setOpen([]), []),
  };
};

const listOf = (route: Route | undefined): readonly Route[] => (route === undefined ? [] : [route]);

import { backOffMs } from './back-off.ts';

/** What polling needs of the browser; a test gives its own. */
export type PollingHost = {
  readonly nowMs: () => number;
  readonly isHidden: () => boolean;
  /** Calls back when the tab is shown or hidden; gives the way to stop that. */
  readonly onVisibility: (listener: () => void) => () => void;
};

export type Failure = { readonly error: unknown; readonly sinceMs: number; readonly nextTryMs: number };

export type PollingOptions = {
  readonly poll: () => Promise<void>;
  /** Undefined when the last poll went well. */
  readonly onResult: (failure: Failure | undefined) => void;
  readonly host: PollingHost;
};

export type Polling = { readonly now: () => void; readonly stop: () => void };

const POLL_EVERY_MS = 1_000;

/**
 * Polls once a second, never two at a time; waits longer after failures; rests while the tab is hidden and polls at once when it
 * is shown again. `now` polls without waiting, or right after the poll that is under way.
 */
export const startPolling = ({ poll, onResult, host }: PollingOptions): Polling => {
  const state = {
    timer: setTimeout(() => undefined),
    busy: false,
    again: false,
    stopped: false,
    failures: 0,
    sinceMs: 0,
  };

  const wait = (ms: number): void => {
    clearTimeout(state.timer);
    if (!state.stopped && !host.isHidden()) state.timer = setTimeout(run, ms);
  };
  const settle = (error: unknown): number => {
    if (error === undefined) {
      state.failures = 0;
      if (!state.stopped) onResult(undefined);
      return POLL_EVERY_MS;
    }
    state.failures += 1;
    if (state.failures === 1) state.sinceMs = host.nowMs();
    const waitMs = backOffMs(state.failures);
    if (!state.stopped) onResult({ error, sinceMs: state.sinceMs, nextTryMs: host.nowMs() + waitMs });
    return waitMs;
  };
  const run = async (): Promise<void> => {
    if (state.busy) {
      state.again = true;
      return;
    }
    state.busy = true;
    const waitMs = settle(await outcomeOf(poll));
    state.busy = false;
    const again = state.again;
    state.again = false;
    wait(again ? 0 : waitMs);
  };
  const now = (): void => {
    clearTimeout(state.timer);
    if (!state.stopped) void run();
  };
  const unlisten = host.onVisibility(() => (host.isHidden() ? clearTimeout(state.timer) : now()));
  now();
  return {
    now,
    stop: () => {
      state.stopped = true;
      clearTimeout(state.timer);
      unlisten();
    },
  };
};

/** What a poll threw; undefined when it went well. */
const outcomeOf = async (poll: () => Promise<void>): Promise<unknown> => {
  try {
    await poll();
    return undefined;
  } catch (error) {
    return error ?? new Error('unknown');
  }
};

import { setTimeout as sleep } from 'node:timers/promises';
import { transientError } from '../transient.ts';

const MOST_ATTEMPTS = 6;
const FIRST_WAIT_MS = 50;

/** What one attempt left undone, and a code of the service that says why. */
export type Left<T> = { readonly items: readonly T[]; readonly why: string };

/**
 * Does what there is to do, and what an attempt left undone again after a wait: at random up to 50 ms, 100 ms, ... 800 ms ("full jitter", AWS
 * Architecture Blog, "Exponential Backoff And Jitter"). Throws a transient error when something is still left after the sixth attempt.
 */
export const untilDone = async <T>(
  what: string,
  items: readonly T[],
  attempt: (items: readonly T[]) => Promise<Left<T>>,
): Promise<void> => {
  let left: Left<T> = { items, why: '' };
  for (let attempts = 0; left.items.length > 0; attempts += 1) {
    if (attempts === MOST_ATTEMPTS)
      throw transientError(
        `${left.items.length} of ${items.length} ${what} still refused (${left.why}) after ${attempts} attempts`,
      );
    if (attempts > 0) await sleep(Math.random() * FIRST_WAIT_MS * 2 ** (attempts - 1));
    left = await attempt(left.items);
  }
};

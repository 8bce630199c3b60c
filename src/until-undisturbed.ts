import { transientError } from './transient.ts';

const MOST_ATTEMPTS = 8;

/**
 * What a step of reading and writing comes to, done again while others change the same meanwhile: it then answers undefined. Throws a
 * transient error, which says what kept changing, after the eighth attempt.
 */
export const untilUndisturbed = async <T>(whatKept: string, step: () => Promise<T | undefined>): Promise<T> => {
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const done = await step();
    if (done !== undefined) return done;
  }
  throw transientError(`${whatKept} ${MOST_ATTEMPTS} times`);
};

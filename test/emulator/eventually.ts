import { setTimeout as wait } from 'node:timers/promises';

/** Asks again every 250 ms until the answer is defined; throws after `limitMs`. */
export const eventually = async <T>(ask: () => Promise<T | undefined>, limitMs = 30_000): Promise<T> => {
  for (const untilMs = Date.now() + limitMs; Date.now() < untilMs; await wait(250)) {
    const answer = await ask();
    if (answer !== undefined) return answer;
  }
  throw new Error(`nothing within ${limitMs} ms`);
};

import type { Telemetry } from './telemetry.ts';

export type DepthGauge = {
  readonly countQuarantined: () => Promise<number>;
  readonly telemetry: Telemetry;
  /** Milliseconds of a clock that never goes back. */
  readonly clockMs: () => number;
};

/** Half a read unit a minute and process. */
const EVERY_MS = 60_000;

/** Runs a function and tells after it how many records are in quarantine, at most once a minute. That this fails is told, and fails nothing else. */
export const withDepthGauge = <Event, Answer>(
  handler: (event: Event) => Promise<Answer>,
  { countQuarantined, telemetry, clockMs }: DepthGauge,
): ((event: Event) => Promise<Answer>) => {
  let nextMs = Number.NEGATIVE_INFINITY;
  return async (event) => {
    const answer = await handler(event);
    if (clockMs() < nextMs) return answer;
    nextMs = clockMs() + EVERY_MS;
    try {
      telemetry.count('quarantineDepth', await countQuarantined());
    } catch (error) {
      telemetry.failed('the quarantine could not be counted', error);
    }
    return answer;
  };
};

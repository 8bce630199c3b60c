import { withoutMessage } from './safe-failure.ts';
import type { Telemetry } from './telemetry.ts';

/** A stream function that logs one line a batch, writes its metrics, and lets no message out with what it throws. */
export const withTelemetry =
  <Event extends { readonly Records: readonly unknown[] }, Answer>(
    what: string,
    handler: (event: Event) => Promise<Answer>,
    telemetry: Telemetry,
  ): ((event: Event) => Promise<Answer>) =>
  async (event) => {
    const startedMs = performance.now();
    const facts = () => ({ records: event.Records.length, ms: Math.round(performance.now() - startedMs) });
    try {
      const answer = await handler(event);
      telemetry.info(what, facts());
      return answer;
    } catch (error) {
      telemetry.failed(`${what}: failed, and is tried again`, error, facts());
      throw withoutMessage(error);
    } finally {
      telemetry.flush();
    }
  };

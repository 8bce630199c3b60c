import type { HttpHandler } from '../../api/http.ts';
import type { HttpPorts } from '../../api/http-handler.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';

/** Failures of an API function as log lines that name the request and nothing of what was in it. */
export const reportingTo = (telemetry: Telemetry): HttpPorts => ({
  reportFailure: ({ routeKey, error }) => telemetry.failed(`${routeKey} failed`, error),
});

/** An API function that writes its metrics after each request. Who asked for what is in the access log of the API. */
export const flushing =
  (handler: HttpHandler, telemetry: Telemetry): HttpHandler =>
  async (event, context) => {
    try {
      return await handler(event, context);
    } finally {
      telemetry.flush();
    }
  };

import middy, { type MiddyfiedHandler } from '@middy/core';
import { isTransient } from '../transient.ts';
import type { HttpAnswer, HttpEvent } from './http.ts';
import { problem } from './problem.ts';

export type Failure = { readonly requestId: string; readonly routeKey: string; readonly error: unknown };

export type HttpPorts = {
  /** Tells the operators of a failure that the client is only told the request id of. */
  readonly reportFailure: (failure: Failure) => void;
};

const RETRY_AFTER_SECONDS = '1';

/** The skeleton of every function behind the API: its answers carry x-request-id, and whatever it throws becomes a reported 500 or 503. */
export const httpHandler = (
  answer: (event: HttpEvent) => Promise<HttpAnswer>,
  { reportFailure }: HttpPorts,
): MiddyfiedHandler<HttpEvent, HttpAnswer> =>
  middy<HttpEvent, HttpAnswer>(answer).use({
    after: (request) => {
      if (request.response) request.response = withRequestId(request.response, request.event);
    },
    onError: (request) => {
      const { requestId, routeKey } = request.event.requestContext;
      reportFailure({ requestId, routeKey, error: request.error });
      request.response = withRequestId(failed(request.error, requestId), request.event);
    },
  });

const withRequestId = (answer: HttpAnswer, { requestContext }: HttpEvent): HttpAnswer => ({
  ...answer,
  headers: { ...answer.headers, 'x-request-id': requestContext.requestId },
});

const failed = (error: unknown, requestId: string): HttpAnswer =>
  isTransient(error)
    ? problem('unavailable', `try again in ${RETRY_AFTER_SECONDS} s; request ${requestId}`, {
        headers: { 'retry-after': RETRY_AFTER_SECONDS },
      })
    : problem('internal-error', `reported as request ${requestId}`);

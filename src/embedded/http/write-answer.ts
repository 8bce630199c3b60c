import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpAnswer } from '../../api/http.ts';

export type Exchange = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId: string;
};

/** Writes an answer; `last` closes the connection after it. */
export const writeAnswer = ({ response, requestId }: Exchange, answer: HttpAnswer, last: boolean): void => {
  if (response.destroyed || response.headersSent) return;
  const body = answer.isBase64Encoded ? Buffer.from(answer.body, 'base64') : answer.body;
  response.writeHead(answer.statusCode, {
    ...answer.headers,
    'x-request-id': requestId,
    'content-length': Buffer.byteLength(body),
    ...(last && { connection: 'close' }),
  });
  response.end(body);
};

import type { IncomingMessage } from 'node:http';
import { MAX_BODY_BYTES } from '../../api/json-body.ts';

/** A body of up to so many bytes is read to its end before it is refused, so that its sender hears why instead of a reset connection. */
const MAX_DRAINED_BYTES = 16 * MAX_BODY_BYTES;

/** `too-large` was read to its end, `too-large-unread` was not; `aborted` when the sender went away. */
export type ReadBody = Buffer | undefined | 'too-large' | 'too-large-unread' | 'aborted';

/** Reads a request's body up to the limit; undefined when there is none. */
export const readBody = (request: IncomingMessage): Promise<ReadBody> => {
  if (declaredBytes(request) > (waitsToBeInvited(request) ? MAX_BODY_BYTES : MAX_DRAINED_BYTES))
    return Promise.resolve('too-large-unread');
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
      else chunks.length = 0;
      if (bytes > MAX_DRAINED_BYTES) resolve('too-large-unread');
    });
    request.on('end', () => resolve(bytes > MAX_BODY_BYTES ? 'too-large' : joined(chunks)));
    request.on('close', () => resolve('aborted'));
    request.on('error', () => resolve('aborted'));
  });
};

/** Whether a body may be sent at all, as far as its sender has said how long it is. */
export const isWelcome = (request: IncomingMessage): boolean => declaredBytes(request) <= MAX_BODY_BYTES;

const declaredBytes = ({ headers }: IncomingMessage): number => Number(headers['content-length'] ?? 0);

const waitsToBeInvited = ({ headers }: IncomingMessage): boolean => headers.expect?.toLowerCase() === '100-continue';

const joined = (chunks: readonly Buffer[]): Buffer | undefined =>
  chunks.length <= 1 ? chunks[0] : Buffer.concat(chunks);

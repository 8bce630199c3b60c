import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { problem } from '../../api/problem.ts';
import type { ProblemKind } from '../../api/problem-kinds.ts';

const KINDS: Readonly<Record<string, ProblemKind>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
};

const DETAILS: Partial<Readonly<Record<ProblemKind, string>>> = {
  'headers-too-large': 'the limit is 16384 bytes',
  'request-timeout': 'headers must arrive within 10 s, the whole request within 30 s',
};

/** Answers what is no HTTP, too much of it or too slow, on the bare socket, and closes it. */
export const refuseBroken = (error: Error & { readonly code?: string }, socket: Duplex): void => {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const kind = KINDS[error.code ?? ''] ?? 'malformed-request';
  const { statusCode, headers, body } = problem(kind, DETAILS[kind] ?? 'not a well-formed HTTP/1.1 request');
  const lines = Object.entries({
    ...headers,
    'x-request-id': randomUUID(),
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  });
  socket.end(
    `HTTP/1.1 ${statusCode} ${STATUS_CODES[statusCode]}\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`,
  );
};

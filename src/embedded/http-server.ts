import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { answerRequests, type Site } from './http/answer-request.ts';
import { isWelcome } from './http/read-body.ts';
import { refuseBroken } from './http/refuse-broken.ts';

export type HttpServerOptions = Site & {
  /** Address to listen on; loopback unless told otherwise. */
  readonly host?: string;
  /** 0 takes any that is free. */
  readonly port: number;
};

export type HttpServer = {
  readonly status: 'listening';
  readonly url: string;
  readonly port: number;
  /** Stops accepting, lets what is under way finish for up to `graceMs`, then closes every connection. */
  readonly close: (graceMs?: number) => Promise<void>;
};

/** `port-taken`: something else listens there. `port-forbidden`: this user may not listen there. `host-unknown`: no such address here. */
export type NotListening = {
  readonly status: 'port-taken' | 'port-forbidden' | 'host-unknown';
  readonly host: string;
  readonly port: number;
};

const LIMITS = {
  maxHeaderSize: 16_384,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
} as const;
const GRACE_MS = 5_000;

/** Serves the handlers and pages of a site over HTTP/1.1, as API Gateway would. Rejects only for what no flag could mend. */
export const serveHttp = async ({
  host = '127.0.0.1',
  port,
  ...site
}: HttpServerOptions): Promise<HttpServer | NotListening> => {
  let closing = false;
  const onRequest = answerRequests(site, { host, isClosing: () => closing });
  const server = createServer({ ...LIMITS, noDelay: true }, onRequest);
  server.on('clientError', refuseBroken);
  // Without a listener Node invites every body; this way one that is refused is never sent.
  server.on('checkContinue', (request, response) => {
    if (isWelcome(request)) response.writeContinue();
    onRequest(request, response);
  });
  const refused = await listen(server, host, port);
  if (refused !== undefined) return { status: refused, host, port };
  const bound = server.address();
  const actualPort = typeof bound === 'object' && bound !== null ? bound.port : port;
  return {
    status: 'listening',
    url: `http://${host.includes(':') ? `[${host}]` : host}:${actualPort}`,
    port: actualPort,
    close: (graceMs = GRACE_MS) => {
      closing = true;
      return close(server, graceMs);
    },
  };
};

const REFUSALS: Readonly<Record<string, NotListening['status']>> = {
  EADDRINUSE: 'port-taken',
  EACCES: 'port-forbidden',
  EADDRNOTAVAIL: 'host-unknown',
  ENOTFOUND: 'host-unknown',
};

const listen = async (server: Server, host: string, port: number): Promise<NotListening['status'] | undefined> => {
  try {
    await once(server.listen({ host, port }), 'listening');
    return undefined;
  } catch (error) {
    const refusal =
      typeof error === 'object' && error !== null && 'code' in error ? REFUSALS[String(error.code)] : undefined;
    if (refusal === undefined) throw error;
    return refusal;
  }
};

const close = (server: Server, graceMs: number): Promise<void> =>
  new Promise((resolve) => {
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    const deadline = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(deadline);
      resolve();
    });
  });

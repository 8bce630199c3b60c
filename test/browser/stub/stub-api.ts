import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PAGE_HEADERS } from '../../../src/api/security-headers.ts';
import { type Answer, answerTo } from './answers.ts';
import { readPage } from './pages.ts';
import { emptyWorld, happen } from './world.ts';

/** Answers in place of the API and the page's files; undefined lets them answer. */
export type Door = (asked: {
  readonly url: URL;
  readonly body: string;
  readonly authorization: string | undefined;
}) => Answer | undefined;

export type StubOptions = {
  readonly webDir: string;
  readonly port?: number;
  readonly ratePerSecond?: number;
  /** Minutes of past to begin with. */
  readonly pastMinutes?: number;
  readonly door?: Door;
};

export type Stub = {
  readonly url: string;
  /** Makes the API part answer like this; undefined makes it well again. */
  readonly fail: (status: 'no answer' | 401 | 503 | undefined) => void;
  /** Makes rules score alone, for this reason; undefined lets the model score again. */
  readonly degrade: (reason: string | undefined) => void;
  readonly close: () => Promise<void>;
};

/** A made-up API with the real one's shapes and faults on demand, for what cannot be asked of the real system. */
export const startStub = async ({
  webDir,
  port = 0,
  ratePerSecond = 20,
  pastMinutes = 4,
  door = () => undefined,
}: StubOptions): Promise<Stub> => {
  const world = emptyWorld();
  for (let second = pastMinutes * 60; second > 0; second -= 1) {
    happen(world, ratePerSecond * (0.7 + Math.random() * 0.6), Date.now() - second * 1000);
  }
  const state: { failure: 'no answer' | 401 | 503 | undefined } = { failure: undefined };
  const clock = setInterval(() => happen(world, ratePerSecond / 4, Date.now()), 250);
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const { host, authorization } = request.headers;
    const kept = door({ url: new URL(request.url ?? '/', `http://${host}`), body, authorization });
    if (kept !== undefined) return send(response, kept);
    const isApi = request.url?.startsWith('/v1/') ?? false;
    if (!isApi)
      return readPage(webDir, request.url ?? '/').then((page) => send(response, { ...page, headers: PAGE_HEADERS }));
    if (state.failure === 'no answer') return request.socket.destroy();
    if (state.failure !== undefined) return send(response, faultOf(state.failure));
    return send(
      response,
      answerTo(world, { method: request.method ?? 'GET', url: new URL(request.url ?? '/', 'http://stub'), body }),
    );
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    fail: (failure) => {
      state.failure = failure;
    },
    degrade: (reason) => {
      world.degraded.reason = reason;
    },
    close: async () => {
      clearInterval(clock);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

const portOf = (address: AddressInfo | string | null): number =>
  typeof address === 'object' && address !== null ? address.port : 0;

const faultOf = (status: 401 | 503): Answer => ({
  status,
  body: JSON.stringify({
    type: '/problems/unavailable',
    title: 'A part that this needs is unavailable',
    status,
    detail: 'the store did not answer',
  }),
  type: 'application/problem+json',
});

const bodyOf = async (request: IncomingMessage): Promise<string> =>
  Buffer.concat(await request.toArray()).toString('utf8');

const send = (response: ServerResponse, { status, body, type, headers }: Answer): void => {
  response.writeHead(status, { 'content-type': type, ...headers }).end(body);
};

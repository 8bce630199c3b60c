import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the stand-in does with a call: answers with a status and a body, never, or breaks the connection. */
export type Behaviour =
  | { readonly kind: 'answer'; readonly status?: number; readonly body: (rows: readonly string[]) => string }
  | { readonly kind: 'silent' }
  | { readonly kind: 'reset' };

export type AServer = {
  readonly url: string;
  readonly calls: () => readonly Call[];
  readonly behave: (behaviour: Behaviour) => void;
  readonly close: () => Promise<void>;
};
export type Call = { readonly path: string; readonly contentType: string; readonly rows: readonly string[] };

/** A server on loopback at the address of a model endpoint, which does what it is told. */
export const aServer = async (first: Behaviour): Promise<AServer> => {
  let behaviour = first;
  const calls: Call[] = [];
  const server = createServer(async (request, response) => {
    const rows = (await bodyOf(request)).split('\n');
    calls.push({ path: request.url ?? '', contentType: request.headers['content-type'] ?? '', rows });
    if (behaviour.kind === 'reset') request.socket.destroy();
    if (behaviour.kind === 'answer')
      response.writeHead(behaviour.status ?? 200, { 'content-type': 'text/csv' }).end(behaviour.body(rows));
  });
  const port = await listen(server, 0);
  return {
    url: `http://127.0.0.1:${port}`,
    calls: () => calls,
    behave: (next) => {
      behaviour = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};

/** The same probability for every row. */
export const answering = (probability: number | string, status?: number): Behaviour => ({
  kind: 'answer',
  body: (rows) => rows.map(() => probability).join(','),
  ...(status !== undefined && { status }),
});

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};

import { once } from 'node:events';
import { connect } from 'node:net';

export type Connection = {
  /** Posts a JSON body and resolves to the answer's status. */
  readonly post: (body: string) => Promise<number>;
  readonly close: () => void;
};

/**
 * One keep-alive HTTP/1.1 connection, one request at a time, over a bare socket: a quarter of the CPU of Node's own client, so that the
 * load is never what is measured. Knows only answers with a Content-Length.
 */
export const openConnection = async ({ hostname, port, pathname }: URL): Promise<Connection> => {
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  await once(socket, 'connect');
  const head = `POST ${pathname} HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncontent-type: application/json\r\ncontent-length: `;
  let waiting = Promise.withResolvers<number>();
  let received = '';
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => {
    received += chunk;
    const status = completeStatus(received);
    if (status === undefined) return;
    received = '';
    waiting.resolve(status);
  });
  socket.on('close', () => waiting.reject(new Error(`${hostname}:${port} closed the connection`)));
  socket.on('error', (error) => waiting.reject(error));
  return {
    post: (body) => {
      waiting = Promise.withResolvers();
      socket.write(`${head}${Buffer.byteLength(body)}\r\n\r\n${body}`);
      return waiting.promise;
    },
    close: () => {
      waiting.promise.catch(() => undefined);
      socket.end();
    },
  };
};

const completeStatus = (received: string): number | undefined => {
  const headEnd = received.indexOf('\r\n\r\n');
  if (headEnd === -1) return undefined;
  const length = /\r\ncontent-length: (\d+)/i.exec(received)?.[1];
  return received.length >= headEnd + 4 + Number(length) ? Number(received.slice(9, 12)) : undefined;
};

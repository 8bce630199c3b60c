import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A bare connection to a local server, for what no client would send. */
export const openSocket = async (port: number): Promise<Socket> => {
  const socket = connect({ host: '127.0.0.1', port });
  await once(socket, 'connect');
  return socket;
};

/** All that the server sends until it closes the connection. */
export const readToEnd = async (socket: Socket): Promise<string> => {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.on('error', () => undefined);
  await once(socket, 'close');
  return Buffer.concat(chunks).toString();
};

/** Sends bytes on a new connection and reads all that comes back. */
export const sendRaw = async (port: number, text: string): Promise<string> => {
  const socket = await openSocket(port);
  socket.write(text);
  return readToEnd(socket);
};

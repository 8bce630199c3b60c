import { request } from 'node:http';

export type ApiRequest = {
  readonly method?: 'GET' | 'POST' | 'HEAD';
  readonly path: string;
  readonly token?: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};
export type ApiAnswer = {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly text: string;
};

/** Calls an HTTP API of the emulator under its own Host name: unlike a browser, Node does not resolve `*.localhost`. */
export const apiClient =
  (siteUrl: string) =>
  ({ method = 'GET', path, token, body, headers = {} }: ApiRequest): Promise<ApiAnswer> =>
    new Promise((resolve, reject) => {
      const { host, port } = new URL(siteUrl);
      const sent = body === undefined ? undefined : JSON.stringify(body);
      const call = request({
        hostname: '127.0.0.1',
        port,
        method,
        path,
        headers: {
          host,
          ...(sent === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(sent) }),
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...headers,
        },
      });
      call.on('error', reject);
      call.on('response', async (answer) => {
        try {
          const text = Buffer.concat(await answer.toArray()).toString('utf8');
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text });
        } catch (error) {
          reject(error);
        }
      });
      call.end(sent);
    });

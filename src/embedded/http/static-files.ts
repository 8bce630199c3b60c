import type { IncomingMessage } from 'node:http';
import { basename, dirname } from 'node:path';
import send from 'send';
import { PAGE_HEADERS } from '../../api/security-headers.ts';
import type { Exchange } from './write-answer.ts';

/** Files outside `dir`, by the exact path they are served at. */
export type StaticSite = { readonly dir?: string; readonly files?: ReadonlyMap<string, string> };

/** Serves a file; resolves to false, with nothing written, when there is none. */
export type ServeFile = (exchange: Exchange, path: string) => Promise<boolean>;

const NEVER: ServeFile = async () => false;

/** Serves the site's files with their types, ETags and range requests; each visit asks whether they changed. */
export const staticFiles = ({ dir, files = new Map() }: StaticSite): ServeFile => {
  if (dir === undefined && files.size === 0) return NEVER;
  return async (exchange, path) => {
    if (!isRead(exchange.request)) return false;
    const file = files.get(path);
    if (file !== undefined) return sendFile(exchange, encodeURI(basename(file)), dirname(file));
    return dir === undefined ? false : sendFile(exchange, path, dir);
  };
};

const isRead = ({ method }: IncomingMessage): boolean => method === 'GET' || method === 'HEAD';

const sendFile = ({ request, response, requestId }: Exchange, path: string, root: string): Promise<boolean> =>
  new Promise((resolve) => {
    send(request, path, { root, index: 'index.html', dotfiles: 'ignore', maxAge: 0, cacheControl: false })
      .on('headers', (written: typeof response) => {
        for (const [name, value] of Object.entries(PAGE_HEADERS)) written.setHeader(name, value);
        written.setHeader('cache-control', 'no-cache');
        written.setHeader('x-request-id', requestId);
      })
      .on('directory', () => resolve(false))
      .on('error', (error: { readonly statusCode?: number }) => {
        if (response.headersSent) response.destroy();
        else if (error.statusCode === 412 || error.statusCode === 416)
          response.writeHead(error.statusCode, { 'x-request-id': requestId }).end();
        else return resolve(false);
        resolve(true);
      })
      .pipe(response)
      .on('close', () => resolve(true));
  });

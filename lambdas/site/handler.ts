import type { HttpAnswer, HttpEvent, HttpHandler } from '../../src/api/http.ts';
import { type HttpPorts, httpHandler } from '../../src/api/http-handler.ts';
import { problem } from '../../src/api/problem.ts';
import { PAGE_HEADERS } from '../../src/api/security-headers.ts';

/** A file of the dashboard, whole and compressed. */
export type SiteFile = {
  readonly bytes: Uint8Array;
  readonly gzipped: Uint8Array;
  /** With its quotes, as in the header. */
  readonly etag: string;
};

export type SitePorts = HttpPorts & {
  /** A file by its path in the bucket, such as `docs/start.js`; undefined when there is none. */
  readonly readFile: (path: string) => Promise<SiteFile | undefined>;
  /** Origin of the sign-in pages, which the dashboard asks for tokens. */
  readonly signInOrigin: string;
};

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  png: 'image/png',
  svg: 'image/svg+xml',
};
const PAGES: Readonly<Record<string, string>> = { '/': 'index.html', '/docs': 'docs/index.html' };
const PATH = /^\/((?:docs\/)?\w[\w-]*(?:\.\w[\w-]*)*\.(\w+))$/;

/** The dashboard's files. Each visit asks whether they changed, and is answered 304 when they did not. */
export const createHandler = (ports: SitePorts): HttpHandler =>
  httpHandler(async (event) => {
    const path = PAGES[event.rawPath] ?? PATH.exec(event.rawPath)?.[1];
    const type = TYPES[path?.split('.').at(-1) ?? ''];
    const file = path === undefined || type === undefined ? undefined : await ports.readFile(path);
    if (file === undefined || type === undefined)
      return problem('unknown-route', `nothing is served at ${event.rawPath.slice(0, 200)}`);
    return answerWith(file, type, { event, signInOrigin: ports.signInOrigin });
  }, ports);

type Asked = { readonly event: HttpEvent; readonly signInOrigin: string };

const answerWith = ({ bytes, gzipped, etag }: SiteFile, type: string, { event, signInOrigin }: Asked): HttpAnswer => {
  const headers = {
    ...pageHeaders(signInOrigin),
    etag,
    'content-type': type,
    'cache-control': 'no-cache',
    vary: 'accept-encoding',
  };
  if (matches(event.headers['if-none-match'], etag)) return { statusCode: 304, headers, body: '' };
  const gzip = acceptsGzip(event.headers['accept-encoding']);
  const body = event.requestContext.http.method === 'HEAD' ? '' : base64(gzip ? gzipped : bytes);
  return {
    statusCode: 200,
    headers: { ...headers, ...(gzip ? { 'content-encoding': 'gzip' } : {}) },
    body,
    isBase64Encoded: true,
  };
};

/** The policy of every page, and beside its own origin the one that gives out tokens. */
const pageHeaders = (signInOrigin: string): Readonly<Record<string, string>> => ({
  ...PAGE_HEADERS,
  'content-security-policy': PAGE_HEADERS['content-security-policy'].replace(
    "connect-src 'self'",
    `connect-src 'self' ${signInOrigin}`,
  ),
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
});

/** Caches on the way may have weakened the tag, and a client may name several. */
const matches = (ifNoneMatch: string | undefined, etag: string): boolean =>
  (ifNoneMatch ?? '').split(',').some((each) => [etag, '*'].includes(each.trim().replace(/^W\//, '')));

const acceptsGzip = (acceptEncoding: string | undefined): boolean =>
  (acceptEncoding ?? '')
    .split(',')
    .some((each) => /^\s*gzip\s*(;\s*q=(?!0(\.0+)?\s*$))?/.test(each) && !/q=0(\.0+)?\s*$/.test(each));

const base64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { createHandler, type SiteFile } from '../../../lambdas/site/handler.ts';
import type { HttpAnswer } from '../../../src/api/http.ts';
import { DEFAULT_ROUTE } from '../../../src/api/routes.ts';
import { aRequest, call } from '../../builders/a-request.ts';

const ETAG = '"v1"';
const fileOf = (text: string): SiteFile => ({ bytes: Buffer.from(text), gzipped: gzipSync(text), etag: ETAG });
const FILES = new Map(['index.html', 'app.js', 'docs/index.html'].map((path) => [path, fileOf(`<${path}>`)]));

const asked: string[] = [];
const handler = createHandler({
  readFile: async (path) => {
    asked.push(path);
    return FILES.get(path);
  },
  signInOrigin: 'https://sign-in.example.com',
  reportFailure: () => undefined,
});

const ask = (path: `/${string}`, headers: Readonly<Record<string, string>> = {}, method = 'GET') =>
  call(new Map([[DEFAULT_ROUTE, handler]]), aRequest(DEFAULT_ROUTE, { asked: `${method} ${path}`, headers }));

const textOf = ({ body }: HttpAnswer): string => Buffer.from(body, 'base64').toString('utf8');

describe('the website', () => {
  test.each([
    ['/', 'index.html', 'text/html; charset=utf-8'],
    ['/app.js', 'app.js', 'text/javascript; charset=utf-8'],
    ['/docs', 'docs/index.html', 'text/html; charset=utf-8'],
  ] as const)('serves %s', async (path, file, type) => {
    const answer = await ask(path);
    expect(answer).toMatchObject({ statusCode: 200, headers: { 'content-type': type, etag: ETAG } });
    expect(textOf(answer)).toBe(`<${file}>`);
  });

  test('lets pages reach their own origin and that of the sign-in, and nothing else', async () => {
    const { headers } = await ask('/');
    expect(headers['content-security-policy']).toContain("connect-src 'self' https://sign-in.example.com;");
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['strict-transport-security']).toContain('max-age=');
  });

  test.each([ETAG, `W/${ETAG}`, `"v0", ${ETAG}`, '*'])('sends nothing to who has it: %s', async (tag) => {
    expect(await ask('/', { 'if-none-match': tag })).toMatchObject({ statusCode: 304, body: '' });
  });

  test('sends it whole to who has an older one', async () => {
    expect(await ask('/', { 'if-none-match': '"v0"' })).toMatchObject({ statusCode: 200 });
  });

  test('is compressed for who takes gzip', async () => {
    const answer = await ask('/app.js', { 'accept-encoding': 'br, gzip' });
    expect(answer.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(Buffer.from(answer.body, 'base64')).toString()).toBe('<app.js>');
  });

  test('is not compressed for who refuses gzip', async () => {
    expect((await ask('/app.js', { 'accept-encoding': 'gzip;q=0' })).headers).not.toHaveProperty('content-encoding');
  });

  test('answers HEAD without a body', async () => {
    expect(await ask('/', {}, 'HEAD')).toMatchObject({ statusCode: 200, body: '' });
  });

  test.each([
    '/nothing.js',
    '/../secret.js',
    '/a/b.js',
    '/.env',
    '/app',
    '/app.exe',
    '/docs/../app.js',
    '/%2e%2e/app.js',
  ] as const)('has nothing at %s', async (path) => {
    expect(await ask(path)).toMatchObject({ statusCode: 404, value: { type: '/problems/unknown-route' } });
    expect(asked.filter((each) => each.includes('..'))).toEqual([]);
  });
});

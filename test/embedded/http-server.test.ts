import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { docsFiles } from '../../src/api/docs-files.ts';
import type { HttpEvent, HttpHandler } from '../../src/api/http.ts';
import type { Failure } from '../../src/api/http-handler.ts';
import { MAX_BODY_BYTES } from '../../src/api/json-body.ts';
import { type HttpServer, serveHttp } from '../../src/embedded/http-server.ts';
import { aPayment } from '../builders/a-payment.ts';
import { apiRoutes } from '../builders/api-routes.ts';
import { openSocket, readToEnd, sendRaw } from '../builders/raw-http.ts';

const root = mkdtempSync(join(tmpdir(), 'sluice-site-'));
const failures: Failure[] = [];
const events: HttpEvent[] = [];
const tell: HttpHandler = async (event) => {
  events.push(event);
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: '{}' };
};
const routes = new Map([
  ...apiRoutes(),
  ['GET /tell', tell],
  ['POST /tell', tell],
  ['GET /tell/{id}', tell],
  ['GET /throw', () => Promise.reject(new Error('secret'))],
] satisfies [string, HttpHandler][]);

const listen = async (over: Partial<Parameters<typeof serveHttp>[0]> = {}): Promise<HttpServer> => {
  const reportFailure = (failure: Failure) => failures.push(failure);
  const server = await serveHttp({
    port: 0,
    routes,
    reportFailure,
    pages: { dir: join(root, 'site'), files: docsFiles() },
    ...over,
  });
  if (server.status !== 'listening') throw new Error(server.status);
  return server;
};

let server: HttpServer;
beforeAll(async () => {
  mkdirSync(join(root, 'site'));
  writeFileSync(join(root, 'site', 'index.html'), '<!doctype html><title>Sluice</title>');
  writeFileSync(join(root, 'site', 'app.js'), 'export {};');
  writeFileSync(join(root, 'site', '.env'), 'SECRET=1');
  writeFileSync(join(root, 'secret.txt'), 'SECRET');
  server = await listen();
});
afterAll(async () => {
  await server.close(0);
  rmSync(root, { recursive: true });
});

const get = (path: string, init?: RequestInit) => fetch(`${server.url}${path}`, init);
const raw = (text: string) => sendRaw(server.port, text);
const postTell = (headers: string, body = '') =>
  raw(`POST /tell HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${headers}\r\n\r\n${body}`);

describe('a request', () => {
  test('is answered by its handler, with a request id', async () => {
    const answer = await get('/v1/score', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(aPayment()),
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await answer.json()).toMatchObject({ id: 'p-1', outcome: 'approve' });
  });

  test('reaches its handler in payload format 2.0', async () => {
    await get('/tell/a%2Fb%20c?limit=1&limit=2&x=%26', { headers: { 'X-Thing': 'one' } });
    expect(events.at(-1)).toMatchObject({
      version: '2.0',
      routeKey: 'GET /tell/{id}',
      rawPath: '/tell/a%2Fb%20c',
      rawQueryString: 'limit=1&limit=2&x=%26',
      headers: { 'x-thing': 'one' },
      queryStringParameters: { limit: '1,2', x: '&' },
      pathParameters: { id: 'a/b c' },
      isBase64Encoded: false,
      requestContext: {
        http: { method: 'GET', path: '/tell/a%2Fb%20c', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1' },
        time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
      },
    });
  });

  test('carries a body that is not UTF-8 in base64', async () => {
    await get('/tell', { method: 'POST', body: new Uint8Array([0xff, 0x00]) });
    expect(events.at(-1)).toMatchObject({ isBase64Encoded: true, body: '/wA=' });
  });

  test('for HEAD is answered as for GET, without the body', async () => {
    const answer = await get('/v1/health', { method: 'HEAD' });
    expect(answer.status).toBe(200);
    expect(Number(answer.headers.get('content-length'))).toBeGreaterThan(0);
    expect(await answer.text()).toBe('');
  });

  test('that no route matches gets the default handler', async () => {
    expect((await get('/v1/nothing')).status).toBe(404);
    const notAllowed = await get('/v1/score');
    expect([notAllowed.status, notAllowed.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test('with a malformed escape in its path is refused', async () => {
    expect(await raw('GET /v1/payments/%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')).toContain(
      '400 Bad Request',
    );
  });

  test('whose handler rejects is answered 500 without what broke, and reported', async () => {
    const answer = await get('/throw');
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('secret');
    expect(failures.at(-1)).toMatchObject({
      error: new Error('secret'),
      requestId: answer.headers.get('x-request-id'),
    });
  });
});

describe('a name that is not ours', () => {
  test.each(['evil.example', 'localhost.evil.example', '127.0.0.1.nip.io:80', '[::2]', ''])(
    '%j is not answered',
    async (host) => {
      expect(await raw(`GET /v1/health HTTP/1.1\r\nHost: ${host}\r\n\r\n`)).toMatch(
        /^HTTP\/1\.1 421 .*\/problems\/foreign-host/s,
      );
    },
  );

  test.each(['localhost', 'LOCALHOST:1', '127.0.0.1:8080', '[::1]:9'])('%j is ours', async (host) => {
    expect(await raw(`GET /v1/health HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 200 /,
    );
  });
});

describe('a body over the limit', () => {
  const tooLarge = /^HTTP\/1\.1 413 .*\/problems\/body-too-large.*1048576/s;

  test('is refused by its declared length, once it has arrived', async () => {
    const body = 'x'.repeat(MAX_BODY_BYTES + 1);
    expect(await postTell(`Content-Length: ${body.length}`, body)).toMatch(tooLarge);
  });

  test('is refused while it streams in', async () => {
    const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`;
    expect(await postTell('Transfer-Encoding: chunked', `${chunk.repeat(17)}0\r\n\r\n`)).toMatch(tooLarge);
  });

  test('is refused at once when it would never end', async () => {
    expect(await postTell('Content-Length: 99999999999')).toMatch(tooLarge);
  });

  test('is not invited', async () => {
    const answer = await postTell('Content-Length: 2000000\r\nExpect: 100-continue');
    expect(answer).toMatch(tooLarge);
  });

  test('does not keep one of the limit itself out', async () => {
    const body = 'x'.repeat(MAX_BODY_BYTES);
    expect(await postTell(`Content-Length: ${body.length}\r\nExpect: 100-continue`, body)).toMatch(
      /100 Continue.*HTTP\/1\.1 200 /s,
    );
  });
});

describe('what is broken on the wire', () => {
  test.each([
    ['NONSENSE\r\n\r\n', '400'],
    ['GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n', '400'],
    [`GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, '431'],
    [
      'POST /tell HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      '400',
    ],
  ])('%j is answered as a problem with status %s, and the connection closed', async (text, status) => {
    const answer = await raw(text);
    expect(answer).toMatch(
      new RegExp(`^HTTP/1\\.1 ${status} .*application/problem\\+json.*x-request-id.*"status":${status}`, 's'),
    );
  });

  test('is survived: a sender that goes away in the middle of its body', async () => {
    const told = events.length;
    const socket = await openSocket(server.port);
    socket.end('POST /tell HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nhalf');
    await readToEnd(socket);
    expect((await get('/v1/health')).status).toBe(200);
    expect(events).toHaveLength(told);
  });
});

describe('a page', () => {
  test('comes with its type, an ETag and strict headers', async () => {
    const answer = await get('/');
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const policy = answer.headers.get('content-security-policy');
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect((await get('/app.js')).headers.get('content-type')).toMatch(/^text\/javascript/);
  });

  test('is not sent again while it has not changed', async () => {
    const etag = (await get('/')).headers.get('etag');
    const again = await raw(`GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nIf-None-Match: ${etag}\r\n\r\n`);
    expect(again).toMatch(/^HTTP\/1\.1 304 /);
  });

  test('of the documentation is served, with all that it loads', async () => {
    const page = await (await get('/docs')).text();
    const loads = [...page.matchAll(/(?:src|href)="(\/docs\/[^"]+)"/g)].map(([, path]) => path);
    expect(loads.length).toBeGreaterThan(3);
    for (const path of loads) expect([path, (await get(path)).status]).toEqual([path, 200]);
  });

  test.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/..\\secret.txt',
    '/.env',
    '/app.js%00.html',
    '//secret.txt',
  ])('is never what stands at %s', async (path) => {
    const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 40[04] /);
    expect(answer).not.toContain('SECRET');
  });

  test.each(['bytes=5-3', 'bytes=-2', 'bytes=9999-', 'bytes=x'])('survives the range %s', async (range) => {
    expect([200, 206, 416]).toContain((await get('/app.js', { headers: { range } })).status);
  });
});

describe('the server', () => {
  test('says so when its port is taken', async () => {
    const second = await serveHttp({ port: server.port, routes, reportFailure: () => undefined });
    expect(second).toEqual({ status: 'port-taken', host: '127.0.0.1', port: server.port });
  });

  test('says so when it has no such address', async () => {
    const nowhere = await serveHttp({ host: '192.0.2.1', port: 0, routes, reportFailure: () => undefined });
    expect(nowhere).toMatchObject({ status: 'host-unknown' });
  });

  test('finishes what is under way when it closes, and takes nothing more', async () => {
    const started = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    const slow: HttpHandler = async () => {
      started.resolve();
      await finish.promise;
      return { statusCode: 200, headers: {}, body: 'done' };
    };
    const closing = await listen({ routes: new Map([['GET /slow', slow]]) });
    const idle = await openSocket(closing.port);
    const underWay = fetch(`${closing.url}/slow`);
    await started.promise;
    const closed = closing.close();
    await expect(fetch(`${closing.url}/slow`)).rejects.toThrow();
    finish.resolve();
    const answer = await underWay;
    expect([await answer.text(), answer.headers.get('connection')]).toEqual(['done', 'close']);
    idle.destroy();
    await closed;
  });

  test('does not wait for ever for what is under way', async () => {
    const started = Promise.withResolvers<void>();
    const stuck: HttpHandler = () => {
      started.resolve();
      return new Promise(() => undefined);
    };
    const closing = await listen({ routes: new Map([['GET /stuck', stuck]]) });
    const underWay = fetch(`${closing.url}/stuck`);
    await started.promise;
    await Promise.all([closing.close(50), expect(underWay).rejects.toThrow()]);
  });
});

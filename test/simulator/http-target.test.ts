import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { httpTarget } from '../../src/simulator/http-target.ts';
import { someHistory } from './simulated.ts';

type Received = {
  readonly path: string;
  readonly body: { readonly payments?: unknown[]; readonly labels?: unknown[] };
};

describe('httpTarget', () => {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const body = JSON.parse(await text(request));
    received.push({ path: request.url ?? '', body });
    if (body.labels?.length === 1) {
      response.writeHead(422, { 'content-type': 'application/problem+json' });
      response.end(JSON.stringify({ title: 'Invalid', detail: 'no such payment' }));
    } else response.end(JSON.stringify({ accepted: body.payments?.length ?? 0, refused: 0 }));
  });
  let target = httpTarget('http://127.0.0.1:9');

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port }: Partial<AddressInfo> = Object(server.address());
    target = httpTarget(`http://127.0.0.1:${port}`);
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  test('sends at most 500 payments in a body and adds up what was accepted', async () => {
    const payments = someHistory({ rows: 1200 }).map(({ payment }) => payment);
    expect(await target.postPayments(payments)).toEqual({ accepted: 1200, refused: 0 });
    expect(received.map(({ path, body }) => [path, body.payments?.length])).toEqual([
      ['/v1/payments', 500],
      ['/v1/payments', 500],
      ['/v1/payments', 200],
    ]);
    expect(received.flatMap(({ body }) => body.payments)).toEqual(payments);
  });

  test('says what a target answered that does not take a body, and that one does not answer', async () => {
    const label = { paymentId: 'p', fraud: true, labelledAtMs: 0 };
    await expect(target.postLabels([label])).rejects.toThrow(/\/v1\/labels answered 422: Invalid: no such payment/);
    expect(received.at(-1)?.body.labels).toEqual([
      { paymentId: 'p', fraud: true, labelledAt: '1970-01-01T00:00:00.000Z' },
    ]);
    await expect(httpTarget('http://127.0.0.1:9').postLabels([label])).rejects.toMatchObject({
      message: expect.stringContaining('does not answer'),
      code: 'target',
    });
  });
});

import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { publishTo } from '../../../src/embedded/start/publish.ts';
import { alertOf } from '../../../src/fan-out/alert-text.ts';
import { aDecision } from '../../builders/a-decision.ts';

const ALERT = alertOf(aDecision({ outcome: 'block' }));

describe('alerts to a webhook', () => {
  let status = 200;
  const received: unknown[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    received.push(JSON.parse(body));
    response.writeHead(status).end('as you say');
  });
  let publish: ReturnType<typeof publishTo>;

  beforeEach(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    publish = publishTo(`http://127.0.0.1:${port}/hook`);
  });
  afterEach(async () => {
    received.length = 0;
    await new Promise((resolve) => server.close(resolve));
  });

  test('are JSON by POST', async () => {
    status = 204;
    expect(await publish(ALERT)).toBeUndefined();
    expect(received).toEqual([JSON.parse(JSON.stringify(ALERT))]);
  });

  test.each([401, 404, 408, 429, 500, 503])('that are answered with %d may be tried again', async (answer) => {
    status = answer;
    await expect(publish(ALERT)).rejects.toThrow(`the webhook answered ${answer}, expected 2xx`);
  });

  test.each([400, 413, 415, 422])('that are answered with %d are refused for good', async (answer) => {
    status = answer;
    expect(await publish(ALERT)).toEqual({ refused: `the webhook answered ${answer}, expected 2xx` });
  });
});

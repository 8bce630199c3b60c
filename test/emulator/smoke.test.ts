import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { LOCAL_CLIENT, type LocalDeployment } from '../../src/deploy/deploy-local.ts';
import { aPayment } from '../builders/a-payment.ts';
import { apiClient } from './api-client.ts';
import { eventually } from './eventually.ts';
import { machineToken } from './machine-token.ts';
import { DEPLOY_LIMIT_MS, theDeployment } from './the-deployment.ts';

const ALL_SCOPES = ['payments/write', 'decisions/read', 'labels/write'];
const kinesis = new KinesisClient(LOCAL_CLIENT);
const paymentNow = (id: string) => aPayment({ id, occurredAt: new Date().toISOString() });

describe('the stack deployed to the emulator', () => {
  let deployment: LocalDeployment;
  let call: ReturnType<typeof apiClient>;
  let token: string;

  beforeAll(async () => {
    deployment = await theDeployment();
    call = apiClient(deployment.outputs['SiteUrl']);
    token = await machineToken(deployment.outputs, ALL_SCOPES);
  }, DEPLOY_LIMIT_MS);

  test('decides a payment put on the stream, and shows it in the feed', async () => {
    const id = `smoke-${Date.now()}`;
    const Records = [{ PartitionKey: 'C-ann', Data: Buffer.from(JSON.stringify(paymentNow(id))) }];
    await kinesis.send(new PutRecordsCommand({ StreamName: deployment.outputs['PaymentsStream'], Records }));
    const found = await eventually(async () => {
      const answer = await call({ path: `/v1/payments/${id}`, token });
      return answer.status === 200 ? JSON.parse(answer.text) : undefined;
    });
    expect(found).toMatchObject({ id, rung: 'onnx' });
    const fed = await eventually(async () => {
      const { items } = JSON.parse((await call({ path: '/v1/feed?limit=10', token })).text);
      return items.find((item: { id: string }) => item.id === id);
    });
    expect(fed.outcome).toBe(found.outcome);
  });

  test('scores a payment once', async () => {
    const body = paymentNow(`score-${Date.now()}`);
    const first = await call({ method: 'POST', path: '/v1/score', token, body });
    const again = await call({ method: 'POST', path: '/v1/score', token, body });
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(JSON.parse(again.text)).toEqual(JSON.parse(first.text));
  });

  test('refuses who has no token, a forged one, or one without the scope', async () => {
    const reader = await machineToken(deployment.outputs, ['decisions/read']);
    const forged = token.replace(/\.[^.]+$/, '.AAAA');
    const body = paymentNow('never');
    const path = '/v1/score';
    expect((await call({ method: 'POST', path, body })).status).toBe(401);
    expect((await call({ method: 'POST', path, body, token: forged })).status).toBe(401);
    expect((await call({ method: 'POST', path, body, token: reader })).status).toBe(403);
    expect((await call({ path: '/v1/feed', token: reader })).status).toBe(200);
  });

  test('serves the dashboard and its configuration, and answers 304 to who has it', async () => {
    const page = await call({ path: '/' });
    expect(page.status).toBe(200);
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    const etag = String(page.headers['etag']);
    expect((await call({ path: '/', headers: { 'if-none-match': etag } })).status).toBe(304);
    const { signIn } = JSON.parse((await call({ path: '/config.json' })).text);
    expect(signIn).toMatchObject({ authorizeUrl: `${deployment.outputs['SignInOrigin']}/oauth2/authorize` });
    expect((await call({ path: '/nothing.html' })).status).toBe(404);
  });
});

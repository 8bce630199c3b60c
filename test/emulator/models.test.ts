import { S3Client } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { bucketObjects } from '../../src/aws/adapters/registry-objects.ts';
import { LOCAL_CLIENT, type LocalDeployment } from '../../src/deploy/deploy-local.ts';
import { loadModel } from '../../src/model-files.ts';
import { championFolder } from '../../src/registry/model-folders.ts';
import { aPayment } from '../builders/a-payment.ts';
import { apiClient } from './api-client.ts';
import { eventually } from './eventually.ts';
import { machineToken } from './machine-token.ts';
import { physicalId } from './physical-id.ts';
import { DEPLOY_LIMIT_MS, theDeployment } from './the-deployment.ts';

describe('the models, deployed', () => {
  let deployment: LocalDeployment;
  let call: ReturnType<typeof apiClient>;
  let token: string;
  beforeAll(async () => {
    deployment = await theDeployment();
    call = apiClient(deployment.outputs['SiteUrl']);
    token = await machineToken(deployment.outputs, ['payments/write', 'decisions/read']);
  }, DEPLOY_LIMIT_MS);

  const models = async () => JSON.parse((await call({ path: '/v1/models', token })).text);

  test('are told by the API once payments are decided, and decisions are found the same when the watch makes them again', async () => {
    const body = aPayment({ id: `models-${Date.now()}`, occurredAt: new Date().toISOString() });
    expect((await call({ method: 'POST', path: '/v1/score', token, body })).status).toBe(200);
    const counted = await eventually(async () => {
      const told = await models();
      return told.champion.version === loadModel(championFolder()).manifest.version ? told : undefined;
    });
    expect(counted.drift.status).toMatch(/unknown|steady|moving|shifted/);
    await eventually(async () => JSON.parse((await call({ path: '/v1/feed?limit=1', token })).text).items[0]);
    const watch = await physicalId('AWS::Lambda::Function', /^WatchingWatch/);
    const invoked = await fetch(`${LOCAL_CLIENT.endpoint}/2015-03-31/functions/${watch}/invocations`, {
      method: 'POST',
      body: '{}',
    });
    expect([invoked.status, invoked.headers.get('x-amz-function-error')]).toEqual([200, null]);
    const { replayed } = await models();
    expect(replayed.checked).toBeGreaterThan(0);
    expect(replayed.differing).toEqual([]);
  });

  test('can be registered in the archive bucket: what is there is never replaced', async () => {
    const client = new S3Client({ ...LOCAL_CLIENT, forcePathStyle: true });
    const bucket = deployment.outputs['ArchiveBucket'];
    const objects = bucketObjects({ client, bucket, prefix: `registry-${Date.now()}/` });
    const [one, two] = ['one', 'two'].map((text) => Buffer.from(text));
    expect([
      await objects.create('models/a/entry.json', one),
      await objects.create('models/a/entry.json', two),
    ]).toEqual([true, false]);
    expect(Buffer.from((await objects.read('models/a/entry.json')) ?? []).toString()).toBe('one');
    expect(await objects.list('models/')).toEqual(['models/a/entry.json']);
    expect(await objects.replace('champion.json', one, undefined)).toBe(true);
    expect(await objects.replace('champion.json', two, two)).toBe(false);
    expect(await objects.replace('champion.json', two, one)).toBe(true);
  });
});

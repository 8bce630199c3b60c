import { afterEach, describe, expect, test } from '@jest/globals';
import { endpointOf } from '../../src/scoring/endpoint-client.ts';
import { aPayment } from '../builders/a-payment.ts';
import { aSystem, removeAll } from '../builders/a-system.ts';
import { answering, aServer } from './a-server.ts';

afterEach(removeAll);

const payments = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, at) => aPayment({ id: `${prefix}-${at}` }));

describe('a system with a model endpoint', () => {
  test('decides every payment while the endpoint fails, names the rung, and says so in its health', async () => {
    const server = await aServer(answering(0.001));
    const reported: string[] = [];
    const modelEndpoint = { ...endpointOf('champion', server.url), budgetMs: 2_000 };
    const { ports, settled } = await aSystem({ modelEndpoint, report: (message) => reported.push(message) });
    const decide = async (prefix: string) => {
      await ports.putPayments(payments(prefix, 30));
      await settled();
      const ids = payments(prefix, 30).map(({ id }) => id);
      return [...(await ports.findDecisions(ids)).values()];
    };
    try {
      const well = await decide('well');
      expect(well).toHaveLength(30);
      expect(new Set(well.map(({ rung }) => rung))).toEqual(new Set(['sagemaker']));
      expect(await ports.readHealth()).toMatchObject({ status: 'ok', rung: 'sagemaker' });

      server.behave(answering('<html>', 502));
      const ill = await decide('ill');
      expect(ill).toHaveLength(30);
      expect(new Set(ill.map(({ rung }) => rung))).toEqual(new Set(['onnx']));
      const health = await ports.readHealth();
      expect(health).toMatchObject({ status: 'degraded', rung: 'onnx', rungReason: 'sagemaker: answered 502' });
      expect(health.degradedSince).toMatch(/^\d{4}-.*Z$/);
      expect(reported).toEqual(['scoring is on rung onnx now (sagemaker: answered 502)']);
    } finally {
      await server.close();
    }
  });

  test('is healthy on the model in its process when none is configured', async () => {
    const { ports } = await aSystem();
    const health = await ports.readHealth();
    expect(health).toMatchObject({ status: 'ok', rung: 'onnx' });
    expect(health.degradedSince).toBeUndefined();
  });
});

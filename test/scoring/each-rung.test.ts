import { afterEach, describe, expect, test } from '@jest/globals';
import { assess } from '../../src/assess/assess.ts';
import { createDecider } from '../../src/assess/decider.ts';
import { decidingParts } from '../../src/assess/deciding-parts.ts';
import { POLICY } from '../../src/domain/decision/policy.ts';
import type { Payment } from '../../src/domain/payment/payment.ts';
import { RULES } from '../../src/domain/rules/index.ts';
import type { Rule } from '../../src/domain/rules/rule.ts';
import { endpointOf } from '../../src/scoring/endpoint-client.ts';
import { createLadder } from '../../src/scoring/ladder.ts';
import { inTime, modelLadder } from '../../src/scoring/model-ladder.ts';
import { overallReading } from '../../src/scoring/overall-reading.ts';
import { aModel } from '../aws/fake/a-model.ts';
import { aPayment } from '../builders/a-payment.ts';
import { aRule, RULE_THAT_FAILS } from '../builders/a-rule.ts';
import { aSystem, removeAll } from '../builders/a-system.ts';
import { assessPorts } from '../builders/assess-ports.ts';
import { answering, aServer } from './a-server.ts';

const model = aModel();
const nowMs = () => 1_000;
const BROKEN = [aRule({ when: 'nobody.knows > 1' })];
const LARGE = { amountMinor: POLICY.staticReviewFromCents };

type Way = {
  readonly endpoint: 'well' | 'failing';
  readonly model: 'well' | 'failing';
  readonly rules: readonly Rule[];
};

/** One decision, made with so much of the ladder. */
const decided = async ({ endpoint, model: local, rules }: Way, payment: Partial<Payment> = {}) => {
  const server = await aServer(endpoint === 'well' ? answering(0.001) : answering('', 500));
  const remote = { ...endpointOf('champion', server.url), budgetMs: 2_000 };
  const whole = modelLadder({ model, endpoint: remote, nowMs });
  const withoutModel = createLadder({
    rungs: [{ rung: 'onnx', score: () => Promise.reject(new Error('out of order')) }],
    nowMs,
  });
  const { scoreRows } = local === 'well' ? whole : withoutModel;
  try {
    const decide = createDecider(decidingParts(model, { nowMs, rules }));
    const [{ decision }] = await assess([aPayment(payment)], assessPorts({ decide, scoreRows }));
    return decision;
  } finally {
    await server.close();
  }
};

afterEach(removeAll);

describe('a payment is decided', () => {
  test('on the endpoint while it answers', async () => {
    const { rung, rungReason } = await decided({ endpoint: 'well', model: 'well', rules: RULES });
    expect({ rung, rungReason }).toEqual({ rung: 'sagemaker' });
  });

  test('by the model in this process when the endpoint fails', async () => {
    const { rung, rungReason } = await decided({ endpoint: 'failing', model: 'well', rules: RULES });
    expect({ rung, rungReason }).toEqual({ rung: 'onnx', rungReason: 'sagemaker: answered 500' });
  });

  test('by the rules when no model scores', async () => {
    const { rung, rungReason, outcome, reasons } = await decided({
      endpoint: 'failing',
      model: 'failing',
      rules: [aRule()],
    });
    expect({ rung, rungReason }).toEqual({ rung: 'rules', rungReason: 'onnx: out of order' });
    expect([outcome, reasons.map(({ code }) => code)]).toEqual(['review', ['mine']]);
  });

  test('by the static policy when the rules do not compile either: large amounts are held', async () => {
    const way = { endpoint: 'failing', model: 'failing', rules: BROKEN } as const;
    const { rung, rungReason, outcome } = await decided(way);
    expect({ rung, rungReason, outcome }).toEqual({
      rung: 'static',
      rungReason: 'onnx: out of order; rules: do not compile',
      outcome: 'approve',
    });
    expect((await decided(way, LARGE)).outcome).toBe('review');
  });

  test('by the static policy when a rule cannot be evaluated; what the others say stands', async () => {
    const way = { endpoint: 'failing', model: 'failing' } as const;
    const failing = await decided({ ...way, rules: [RULE_THAT_FAILS] });
    expect(failing).toMatchObject({ rung: 'static', outcome: 'approve' });
    expect(failing.rungReason).toMatch(/^onnx: out of order; rules: fails: /);
    const blocked = await decided({ ...way, rules: [RULE_THAT_FAILS, aRule({ effect: 'block' })] });
    expect(blocked).toMatchObject({ rung: 'static', outcome: 'block' });
  });

  test('by the model alone when only the rules fail, and says so', async () => {
    const { rung, rungReason } = await decided({ endpoint: 'well', model: 'well', rules: BROKEN });
    expect({ rung, rungReason }).toEqual({ rung: 'sagemaker', rungReason: 'rules: do not compile' });
  });
});

describe('the model in this process', () => {
  test('gives up when it has spent its time, between two steps', async () => {
    let rows = 0;
    const slow = async (some: readonly Float32Array[]) => {
      rows += some.length;
      for (const untilMs = performance.now() + 3; performance.now() < untilMs; );
      return some.map(() => 0);
    };
    const many = Array.from({ length: 640 }, () => new Float32Array(1));
    await expect(inTime(slow, 5)(many)).rejects.toThrow('no answer within 5 ms');
    expect(rows).toBeLessThan(320);
    expect(await inTime(slow, 1_000)(many)).toHaveLength(640);
  });
});

describe('the reading of the whole ladder', () => {
  const rules = { reason: 'do not compile', sinceMs: 500 };

  test('is that of the models while the rules are well', () => {
    expect(overallReading({ rung: 'onnx' }, undefined)).toEqual({ rung: 'onnx' });
  });

  test('is degraded by the rules alone, and static where the rules were what was left', () => {
    expect(overallReading({ rung: 'onnx' }, rules)).toEqual({
      rung: 'onnx',
      rungReason: 'rules: do not compile',
      degradedSinceMs: 500,
    });
    expect(overallReading({ rung: 'rules', rungReason: 'onnx: x', degradedSinceMs: 400 }, rules)).toEqual({
      rung: 'static',
      rungReason: 'onnx: x; rules: do not compile',
      degradedSinceMs: 400,
    });
  });

  test('is well in a system whose rules compile', async () => {
    const { ports } = await aSystem();
    expect(await ports.readHealth()).toMatchObject({ status: 'ok', rung: 'onnx' });
  });
});

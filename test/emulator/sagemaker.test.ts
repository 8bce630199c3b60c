import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { loadModel, MODEL_FOLDER } from '../../src/model-files.ts';
import { endpointOf } from '../../src/scoring/endpoint-client.ts';
import { modelLadder } from '../../src/scoring/model-ladder.ts';
import { aPayment } from '../builders/a-payment.ts';
import { aSystem, removeAll } from '../builders/a-system.ts';
import { readGolden } from '../domain/model/golden.ts';
import { randomOf } from '../domain/model/random-trees.ts';
import { type ModelEndpoint, startModelEndpoint } from './model-endpoint.ts';

const model = loadModel();
const { slope, intercept } = model.manifest.calibration;
const probabilityOf = (rawScore: number): number => 1 / (1 + Math.exp(-(slope * rawScore + intercept)));

const ROWS_A_CALL = 500;
const AWKWARD = [Number.NaN, 0, -0, 1e-38, 1e30, -1e30, 0.1, 1 / 3, 16_777_217];

/** Rows that mix the values of real ones, feature by feature, with unknown and awkward ones among them. */
const mixedRows = (count: number): readonly Float32Array[] => {
  const { rows } = readGolden(MODEL_FOLDER);
  const random = randomOf(11);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)];
  return Array.from({ length: count }, () => {
    const near = pick(rows);
    return near.map((value, at) => (random() < 0.7 ? value : random() < 0.8 ? pick(rows)[at] : pick(AWKWARD)));
  });
};

const inCalls = (rows: readonly Float32Array[]) =>
  Array.from({ length: rows.length / ROWS_A_CALL }, (_, call) =>
    rows.slice(call * ROWS_A_CALL, (call + 1) * ROWS_A_CALL),
  );

let endpoint: ModelEndpoint;
beforeAll(async () => {
  endpoint = await startModelEndpoint();
});
afterAll(() => endpoint.stop());
afterEach(removeAll);

const ladderOn = (url: string, budgetMs: number) =>
  modelLadder({
    model,
    endpoint: { ...endpointOf('champion', url), budgetMs },
    breaker: { failuresInARow: 2, halfOpenAfterMs: 300 },
    nowMs: Date.now,
  });

describe('XGBoost behind an endpoint', () => {
  test('gives the probabilities of the model in this process, to 1e-6, on 10,000 rows', async () => {
    const remote = ladderOn(endpoint.url, 20_000);
    const local = modelLadder({ model, nowMs: Date.now });
    let [worst, flagged] = [0, 0];
    for (const rows of inCalls(mixedRows(10_000))) {
      const [there, here] = [await remote.scoreRows(rows), await local.scoreRows(rows)];
      expect({ rung: there.rung, rungReason: there.rungReason }).toEqual({ rung: 'sagemaker' });
      const apart = here.rawScores.map((raw, at) => Math.abs(probabilityOf(raw) - probabilityOf(there.rawScores[at])));
      worst = Math.max(worst, ...apart);
      flagged += here.rawScores.filter((raw) => raw > 0).length;
    }
    expect(worst).toBeLessThanOrEqual(1e-6);
    expect(flagged).toBeGreaterThan(100);
  });

  test('decides every payment whatever befalls it, and is back once it has recovered', async () => {
    const modelEndpoint = { ...endpointOf('champion', endpoint.url), budgetMs: 400 };
    const { ports, settled } = await aSystem({ modelEndpoint });
    const decide = async (prefix: string) => {
      const payments = Array.from({ length: 40 }, (_, at) => aPayment({ id: `${prefix}-${at}` }));
      await ports.putPayments(payments);
      await settled();
      const decisions = [...(await ports.findDecisions(payments.map(({ id }) => id))).values()];
      expect(decisions).toHaveLength(40);
      return [...new Set(decisions.map(({ rung, rungReason }) => `${rung} ${rungReason ?? ''}`))];
    };
    expect(await decide('well')).toEqual(['sagemaker ']);
    await endpoint.behave('slow');
    expect(await decide('slow')).toEqual(['onnx sagemaker: no answer within 400 ms']);
    await endpoint.behave('error');
    expect(await decide('error')).toEqual(['onnx sagemaker: answered 500']);
    await endpoint.behave('none');
    expect(await decide('again')).toEqual(['sagemaker ']);
    await endpoint.behave('rubbish');
    expect(await decide('rubbish')).toEqual(['onnx sagemaker: answered what are no numbers']);
    await endpoint.behave('none');
  });

  test('is scored without while its process is stopped; the breaker closes after it is back', async () => {
    const rows = mixedRows(ROWS_A_CALL).slice(0, 5);
    const mortal = await startModelEndpoint();
    const { scoreRows } = ladderOn(mortal.url, 2_000);
    expect(await scoreRows(rows)).toMatchObject({ rung: 'sagemaker' });
    await mortal.stop();
    const reasons: (string | undefined)[] = [];
    for (let call = 0; call < 3; call += 1) reasons.push((await scoreRows(rows)).rungReason);
    expect(reasons).toEqual([
      'sagemaker: connection failed',
      'sagemaker: connection failed',
      'sagemaker: breaker open',
    ]);
    const risen = await startModelEndpoint(Number(new URL(mortal.url).port));
    try {
      await new Promise((resolve) => setTimeout(resolve, 350));
      expect((await scoreRows(rows)).rung).toBe('sagemaker');
    } finally {
      await risen.stop();
    }
  });
});

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { loadModel } from '../../src/model-files.ts';
import { endpointOf } from '../../src/scoring/endpoint-client.ts';
import { modelLadder } from '../../src/scoring/model-ladder.ts';
import { type AServer, answering, aServer, type Behaviour } from './a-server.ts';

const model = loadModel();
const ROWS = [new Float32Array(model.manifest.features.length), new Float32Array(model.manifest.features.length)];
ROWS[0].fill(Number.NaN);
ROWS[0].set([0.1, -2.5, 1e-20, 16777216]);

let server: AServer;
beforeEach(async () => {
  server = await aServer(answering(0.25));
});
afterEach(() => server.close());

/** More than any answer takes on a busy machine; what never answers is given less. */
const BUDGET_MS = 10_000;

const aLadder = (url = server.url, budgetMs = BUDGET_MS) =>
  modelLadder({
    model,
    endpoint: { ...endpointOf('champion', url), budgetMs },
    breaker: { failuresInARow: 2, halfOpenAfterMs: 50 },
    nowMs: () => 0,
  });

describe('scoring on an endpoint', () => {
  test('sends all rows in one call, by the contract of the built-in container', async () => {
    await aLadder().scoreRows(ROWS);
    expect(server.calls()).toHaveLength(1);
    const [{ path, contentType, rows }] = server.calls();
    expect(path).toBe('/endpoints/champion/invocations');
    expect(contentType).toBe('text/csv');
    expect(rows).toHaveLength(2);
    expect(rows[0]).toBe(`0.1,-2.5,1e-20,16777216${','.repeat(ROWS[0].length - 4)}`);
  });

  test('turns probabilities back into log-odds', async () => {
    const { rung, rungReason, rawScores } = await aLadder().scoreRows(ROWS);
    expect({ rung, rungReason }).toEqual({ rung: 'sagemaker' });
    expect(rawScores).toEqual([Math.log(1 / 3), Math.log(1 / 3)]);
  });

  test.each(['0.5\n0.25', '0.5\n0.25\n', '0.5,0.25', '5e-1, 2.5E-01\n'])('reads the answer %j', async (body) => {
    server.behave({ kind: 'answer', body: () => body });
    expect((await aLadder().scoreRows(ROWS)).rawScores).toEqual([0, Math.log(1 / 3)]);
  });

  test('keeps a probability of 0 or 1 a number', async () => {
    server.behave({ kind: 'answer', body: () => '0.0,1.0' });
    const { rung, rawScores } = await aLadder().scoreRows(ROWS);
    expect(rung).toBe('sagemaker');
    expect(rawScores[0]).toBeCloseTo(-87.3, 1);
    expect(rawScores[1]).toBeCloseTo(17.3, 1);
  });
});

describe('an endpoint in trouble', () => {
  const FAULTS: readonly (readonly [string, Behaviour, string])[] = [
    ['silent', { kind: 'silent' }, 'no answer within 500 ms'],
    ['breaking connections', { kind: 'reset' }, 'connection failed'],
    ['answering 500', answering('{"message":"no"}', 500), 'answered 500'],
    ['answering 500 in HTML', answering('<html>oops</html>', 500), 'answered 500'],
    ['answering 424 without a body', answering('', 424), 'answered 424'],
    ['answering HTML', answering('<html>hello</html>'), 'answered what are no numbers'],
    ['answering nothing', answering(''), 'answered what are no numbers'],
    ['answering NaN', answering('nan'), 'answered what are no numbers'],
    ['answering infinity', answering('Infinity'), 'answered what are no numbers'],
    ['answering hexadecimal', answering('0x1'), 'answered what are no numbers'],
    ['answering more than 1', answering('1.5'), 'answered a probability outside 0 to 1'],
    ['answering less than 0', answering('-0.1'), 'answered a probability outside 0 to 1'],
    ['answering for one row too few', { kind: 'answer', body: () => '0.5' }, 'gave 1 scores for 2 rows'],
    ['answering for one row too many', { kind: 'answer', body: () => '0.5,0.5,0.5' }, 'gave 3 scores for 2 rows'],
  ];

  test.each(FAULTS)('%s: the model in this process scores, and the reason is named', async (_name, fault, reason) => {
    server.behave(fault);
    const inProcess = await modelLadder({ model, nowMs: () => 0 }).scoreRows(ROWS);
    const ladder = aLadder(server.url, fault.kind === 'silent' ? 500 : BUDGET_MS);
    expect(await ladder.scoreRows(ROWS)).toEqual({ ...inProcess, rungReason: `sagemaker: ${reason}` });
    expect(inProcess.rung).toBe('onnx');
  });

  test('that is not there is passed over too', async () => {
    await server.close();
    expect(await aLadder().scoreRows(ROWS)).toMatchObject({ rung: 'onnx', rungReason: 'sagemaker: connection failed' });
  });

  test('is asked again after a while, and scores again once it has recovered', async () => {
    const { scoreRows, reading } = aLadder();
    server.behave(answering('', 503));
    for (let call = 0; call < 4; call += 1) await scoreRows(ROWS);
    expect(server.calls()).toHaveLength(2);
    server.behave(answering(0.5));
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(await scoreRows(ROWS)).toEqual({ rung: 'sagemaker', rawScores: [0, 0] });
    expect(reading()).toEqual({ rung: 'sagemaker' });
  });
});

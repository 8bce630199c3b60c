import { describe, expect, test } from '@jest/globals';
import { createLadder, type LadderOptions, type LadderReading, type LadderRung } from '../../src/scoring/ladder.ts';

const ROWS = [Float32Array.of(1, 2), Float32Array.of(3, 4)];

const aRung = (rung: LadderRung['rung'], score: LadderRung['score'], rest: Partial<LadderRung> = {}): LadderRung => ({
  rung,
  score,
  ...rest,
});
const scoring = async () => [0.5, -0.5];
const failing = (message: string) => async () => Promise.reject(new Error(message));
const silent = () => new Promise<never>(() => undefined);

const aLadder = (rungs: readonly LadderRung[], rest: Partial<LadderOptions> = {}) =>
  createLadder({ rungs, nowMs: () => 1_000, ...rest });

describe('the ladder', () => {
  test('scores on the best rung and gives no reason', async () => {
    const { scoreRows } = aLadder([aRung('sagemaker', scoring), aRung('onnx', failing('is not asked'))]);
    expect(await scoreRows(ROWS)).toEqual({ rung: 'sagemaker', rawScores: [0.5, -0.5] });
  });

  test('names each rung that was passed over, and why', async () => {
    const { scoreRows } = aLadder([aRung('sagemaker', failing('answered 500')), aRung('onnx', failing('broken'))]);
    const rungReason = 'sagemaker: answered 500; onnx: broken';
    expect(await scoreRows(ROWS)).toEqual({ rung: 'rules', rungReason, rawScores: [] });
  });

  test('goes on when a rung throws instead of rejecting, or throws what is no error', async () => {
    const throwing = () => {
      throw 'a string';
    };
    const { scoreRows } = aLadder([aRung('onnx', throwing)]);
    expect(await scoreRows(ROWS)).toMatchObject({ rung: 'rules', rungReason: 'onnx: a string' });
  });

  test.each([
    ['too few scores', [1], 'gave 1 scores for 2 rows'],
    ['too many scores', [1, 2, 3], 'gave 3 scores for 2 rows'],
    ['NaN', [1, Number.NaN], 'gave a score that is no number'],
    ['infinity', [Number.POSITIVE_INFINITY, 1], 'gave a score that is no number'],
  ])('passes over a rung that gives %s', async (_what, scores, reason) => {
    const { scoreRows } = aLadder([aRung('onnx', async () => scores)]);
    expect(await scoreRows(ROWS)).toMatchObject({ rung: 'rules', rungReason: `onnx: ${reason}` });
  });

  test('waits no longer than the budget, and tells the rung to give up', async () => {
    let given: AbortSignal | undefined;
    const neverAnswering: LadderRung['score'] = (_rows, signal) => {
      given = signal;
      return silent();
    };
    const { scoreRows } = aLadder([aRung('sagemaker', neverAnswering, { budgetMs: 20 }), aRung('onnx', scoring)]);
    expect(await scoreRows(ROWS)).toMatchObject({ rung: 'onnx', rungReason: 'sagemaker: no answer within 20 ms' });
    expect(given?.aborted).toBe(true);
  });

  test('keeps a reason short', async () => {
    const { scoreRows } = aLadder([aRung('onnx', failing('x'.repeat(1_000)))]);
    expect((await scoreRows(ROWS)).rungReason?.length).toBeLessThan(80);
  });
});

describe('the breaker', () => {
  const breaker = { failuresInARow: 2, halfOpenAfterMs: 30 };
  const aFallible = () => {
    const state = { fails: true, calls: 0 };
    const score = async () => {
      state.calls += 1;
      if (state.fails) throw new Error('answered 500');
      return [1, 2];
    };
    return {
      state,
      ladder: aLadder([aRung('sagemaker', score, { budgetMs: 1_000, breaker }), aRung('onnx', scoring)]),
    };
  };
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  test('leaves a rung alone after failures in a row', async () => {
    const { state, ladder } = aFallible();
    for (let call = 0; call < 5; call += 1) await ladder.scoreRows(ROWS);
    expect(state.calls).toBe(2);
    expect(ladder.reading()).toMatchObject({ rung: 'onnx', rungReason: 'sagemaker: breaker open' });
  });

  test('closes after one call that succeeds', async () => {
    const { state, ladder } = aFallible();
    for (let call = 0; call < 3; call += 1) await ladder.scoreRows(ROWS);
    state.fails = false;
    await pause(40);
    expect((await ladder.scoreRows(ROWS)).rung).toBe('sagemaker');
    state.fails = true;
    expect((await ladder.scoreRows(ROWS)).rungReason).toBe('sagemaker: answered 500');
    expect((await ladder.scoreRows(ROWS)).rungReason).toBe('sagemaker: answered 500');
    expect((await ladder.scoreRows(ROWS)).rungReason).toBe('sagemaker: breaker open');
  });

  test('stays open when the one call fails', async () => {
    const { state, ladder } = aFallible();
    for (let call = 0; call < 3; call += 1) await ladder.scoreRows(ROWS);
    await pause(40);
    await ladder.scoreRows(ROWS);
    await ladder.scoreRows(ROWS);
    expect(state.calls).toBe(3);
  });

  test('lets one call try a rung again; the others do not wait for it', async () => {
    let fails = true;
    let asked = 0;
    const score: LadderRung['score'] = () => {
      asked += 1;
      return fails ? Promise.reject(new Error('answered 500')) : silent();
    };
    const { scoreRows } = aLadder([aRung('sagemaker', score, { budgetMs: 100, breaker }), aRung('onnx', scoring)]);
    for (let call = 0; call < 2; call += 1) await scoreRows(ROWS);
    fails = false;
    await pause(40);
    const trying = scoreRows(ROWS);
    const others = await Promise.race([Promise.all([scoreRows(ROWS), scoreRows(ROWS)]), pause(60)]);
    expect(others).toMatchObject([
      { rungReason: 'sagemaker: breaker open' },
      { rungReason: 'sagemaker: breaker open' },
    ]);
    expect(await trying).toMatchObject({ rungReason: 'sagemaker: no answer within 100 ms' });
    expect(asked).toBe(3);
  });
});

describe('the reading', () => {
  test('begins with the best rung', () => {
    expect(aLadder([aRung('onnx', scoring)]).reading()).toEqual({ rung: 'onnx' });
    expect(aLadder([]).reading()).toEqual({ rung: 'rules' });
  });

  test('keeps the time since when a lower rung scores, whatever the reason, until the best one is back', async () => {
    let [now, reason] = [1_000, 'answered 500'];
    const score = async () => (reason === '' ? [1, 2] : Promise.reject(new Error(reason)));
    const told: LadderReading[] = [];
    const { scoreRows, reading } = aLadder([aRung('sagemaker', score), aRung('onnx', scoring)], {
      nowMs: () => now,
      onChange: (change) => told.push(change),
    });
    await scoreRows(ROWS);
    now = 2_000;
    await scoreRows(ROWS);
    reason = 'answered 503';
    await scoreRows(ROWS);
    expect(reading()).toEqual({ rung: 'onnx', rungReason: 'sagemaker: answered 503', degradedSinceMs: 1_000 });
    reason = '';
    await scoreRows(ROWS);
    expect(reading()).toEqual({ rung: 'sagemaker' });
    expect(told.map(({ rung }) => rung)).toEqual(['onnx', 'sagemaker']);
  });
});

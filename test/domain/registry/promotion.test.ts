import { describe, expect, test } from '@jest/globals';
import { judgePromotion, NEEDED_MEASURES, rollbackTarget, withChange } from '../../../src/domain/registry/promotion.ts';
import type { Approval, ChampionChange, Entry, KeptComparison } from '../../../src/domain/registry/records.ts';

const [CHAMPION, CHALLENGER] = ['a'.repeat(12), 'b'.repeat(12)];
const DIGEST = 'c'.repeat(64);
const AT = '2026-03-01T10:00:00.000Z';

const entry: Entry = {
  id: CHALLENGER,
  registeredBy: 'Ann',
  registeredAt: AT,
  files: {},
  featuresVersion: 'f1',
  trainedThrough: AT,
  dataDigest: DIGEST,
  codeRevision: 'r1',
  metrics: {},
};
const aComparison = (overrides: Partial<KeptComparison> = {}): KeptComparison => ({
  champion: CHAMPION,
  challenger: CHALLENGER,
  digest: DIGEST,
  table: { digest: DIGEST, featuresVersion: 'f1', rows: 10, frauds: 1, from: AT, to: AT },
  measures: NEEDED_MEASURES.map((name) => ({ name, champion: 1, challenger: 1, difference: 0, low: 0, high: 0 })),
  confidence: 0.95,
  resamples: 100,
  seed: 1,
  madeAt: AT,
  ...overrides,
});
const anApproval = (by: string): Approval => ({ model: CHALLENGER, comparison: DIGEST, by, at: AT, reason: 'better' });
const aCase = (overrides: Partial<Parameters<typeof judgePromotion>[0]> = {}) => ({
  entry,
  champion: CHAMPION,
  featuresVersion: 'f1',
  comparisons: [aComparison()],
  approvals: [anApproval('Bob')],
  by: 'Ann',
  ...overrides,
});

describe('a promotion', () => {
  test('goes through with a comparison with the champion and the approval of a second person', () => {
    expect(judgePromotion(aCase())).toEqual({ ok: true, comparison: aComparison(), approvedBy: ['Bob'] });
  });

  test.each<[string, Parameters<typeof aCase>[0], RegExp]>([
    ['of the champion', { champion: CHALLENGER }, /is the champion already/],
    [
      'without a comparison',
      { comparisons: [] },
      /a comparison with the champion: npm run model:compare -- a{12} b{12}/,
    ],
    [
      'compared with another model',
      { comparisons: [aComparison({ champion: 'd'.repeat(12) })] },
      /a comparison with the champion/,
    ],
    [
      'without intervals',
      { comparisons: [aComparison({ measures: [] })] },
      /an interval of averagePrecision in comparison c{12}/,
    ],
    ['for other features', { featuresVersion: 'f2' }, /features of this code: got f1, allowed f2/],
    ['without an approval', { approvals: [] }, /by somebody other than Ann: npm run model:approve -- b{12}/],
    [
      'approved by who registered it',
      { approvals: [anApproval(' ann ')], by: 'Carl' },
      /approved so far only by {2}ann /,
    ],
    [
      'approved by who asks for it',
      { approvals: [anApproval('Bob')], by: 'BOB' },
      /other than Ann and BOB \(approved so far only by Bob/,
    ],
    [
      'approved on another comparison',
      { approvals: [{ ...anApproval('Bob'), comparison: 'e'.repeat(64) }] },
      /an approval of comparison c{12}/,
    ],
  ])('%s is refused, and told what is missing', (_name, overrides, message) => {
    const judged = judgePromotion(aCase(overrides));
    expect(judged.ok ? '' : judged.missing.join('\n')).toMatch(message);
  });

  test('is told everything that is missing at once', () => {
    const judged = judgePromotion(aCase({ featuresVersion: 'f2', comparisons: [] }));
    expect(judged).toMatchObject({
      ok: false,
      missing: [expect.stringMatching(/features/), expect.stringMatching(/comparison/)],
    });
  });
});

describe('rolling back', () => {
  const change = (kind: ChampionChange['kind'], from: string, to: string): ChampionChange => ({
    kind,
    from: from.repeat(12),
    to: to.repeat(12),
    by: 'x',
    at: AT,
  });
  const targetOf = (...changes: readonly ChampionChange[]) =>
    rollbackTarget(changes.reduce(withChange, { champion: CHAMPION, history: [] }))?.[0];

  test('goes to the champion before, and from there to the one before that', () => {
    const [one, two] = [change('promote', 'a', 'b'), change('promote', 'b', 'c')];
    expect(targetOf()).toBeUndefined();
    expect(targetOf(one)).toBe('a');
    expect(targetOf(one, two)).toBe('b');
    expect(targetOf(one, two, change('rollback', 'c', 'b'))).toBe('a');
    expect(targetOf(one, two, change('rollback', 'c', 'b'), change('rollback', 'b', 'a'))).toBeUndefined();
    expect(targetOf(one, change('rollback', 'b', 'a'), change('promote', 'a', 'd'))).toBe('a');
  });
});

import type { Approval, ChampionChange, ChampionRecord, Entry, KeptComparison } from './records.ts';

/** All that a promotion is judged by. */
export type PromotionCase = {
  readonly entry: Entry;
  /** Id of the model that decides now. */
  readonly champion: string;
  /** FEATURES_VERSION of the code. */
  readonly featuresVersion: string;
  /** Of this model, with whatever champion. */
  readonly comparisons: readonly KeptComparison[];
  readonly approvals: readonly Approval[];
  /** Who asks for the promotion. */
  readonly by: string;
};

export type Judged =
  | { readonly ok: true; readonly comparison: KeptComparison; readonly approvedBy: readonly string[] }
  | { readonly ok: false; readonly missing: readonly string[] };

/** Measures whose difference must have an interval before anybody is asked to approve. */
export const NEEDED_MEASURES = ['averagePrecision', 'recallAt0.005', 'savedShare', 'calibrationRatio'] as const;

/**
 * Whether a model may become the champion: it was compared with the one that decides now, on features of this code, with intervals, and
 * somebody approved that comparison who neither registered the model nor asks for its promotion. Says all that is missing.
 */
export const judgePromotion = (promotion: PromotionCase): Judged => {
  const { entry, champion, featuresVersion, comparisons, approvals, by } = promotion;
  if (entry.id === champion) return refused(`model ${entry.id} is the champion already`);
  const fits = differing('features', entry.featuresVersion, featuresVersion);
  const found = comparisons.filter((each) => each.challenger === entry.id && each.champion === champion);
  if (found.length === 0)
    return refused(...fits, `a comparison with the champion: npm run model:compare -- ${champion} ${entry.id}`);
  const whole = found.filter((each) => each.table.featuresVersion === featuresVersion && gapsOf(each).length === 0);
  if (whole.length === 0) return refused(...fits, ...found.flatMap((each) => whyNot(each, featuresVersion)));
  const seconds = whole.map((comparison) => ({
    comparison,
    people: secondPersons(comparison, approvals, [entry.registeredBy, by]),
  }));
  const approved = seconds.findLast(({ people }) => people.length > 0);
  if (fits.length > 0 || approved === undefined)
    return refused(...fits, ...(approved === undefined ? [approvalMissing(promotion, whole)] : []));
  return { ok: true, comparison: approved.comparison, approvedBy: approved.people };
};

/** Why this person cannot be the second one; undefined when they can. */
export const approverProblem = (by: string, { id, registeredBy }: Entry): string | undefined =>
  isSame(by, registeredBy) ? `${by} registered model ${id}: a second person must approve it` : undefined;

/** The champion before the one that decides now, by the history: promotions put a model on top, roll-backs take it off. */
export const rollbackTarget = ({ history }: ChampionRecord): string | undefined => {
  const stack: string[] = [];
  for (const change of history) {
    if (change.kind === 'promote') stack.push(change.from);
    else stack.pop();
  }
  return stack.at(-1);
};

export const withChange = (record: ChampionRecord, change: ChampionChange): ChampionRecord => ({
  champion: change.to,
  history: [...record.history, change],
});

/** Names are compared as people read them: without case and outer space. */
const isSame = (a: string, b: string): boolean => normal(a) === normal(b);
const normal = (name: string): string => name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();

const refused = (...missing: readonly string[]): Judged => ({ ok: false, missing });

const differing = (what: string, got: string, allowed: string): readonly string[] =>
  got === allowed
    ? []
    : [`${what} of this code: got ${got}, allowed ${allowed}; train it again on a table of this code`];

const gapsOf = ({ measures }: KeptComparison): readonly string[] =>
  NEEDED_MEASURES.filter((name) => !measures.some((each) => each.name === name && each.low <= each.high));

const whyNot = (comparison: KeptComparison, featuresVersion: string): readonly string[] => [
  ...gapsOf(comparison).map((name) => `an interval of ${name} in comparison ${short(comparison)}`),
  ...differing(`a comparison (${short(comparison)}) on features`, comparison.table.featuresVersion, featuresVersion),
];

const secondPersons = ({ digest }: KeptComparison, approvals: readonly Approval[], firsts: readonly string[]) =>
  approvals.flatMap(({ comparison, by }) =>
    comparison === digest && !firsts.some((first) => isSame(first, by)) ? [by] : [],
  );

const approvalMissing = ({ entry, by, approvals }: PromotionCase, whole: readonly KeptComparison[]): string => {
  const own = approvals
    .filter(({ comparison }) => whole.some(({ digest }) => digest === comparison))
    .map((each) => each.by);
  const only =
    own.length === 0 ? '' : ` (approved so far only by ${own.join(', ')}, who registered it or asks for the promotion)`;
  return `an approval of comparison ${whole.map(short).join(' or ')} by somebody other than ${[...new Set([entry.registeredBy, by])].join(' and ')}${only}: npm run model:approve -- ${entry.id} --by NAME --reason TEXT`;
};

const short = ({ digest }: KeptComparison): string => digest.slice(0, 12);

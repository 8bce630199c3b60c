import * as z from 'zod';
import { type Issue, issuesOf, type Parsed } from '../payment/parse-payment.ts';

/** Most important features that a reference may tell of: what is counted for each live payment is bounded by it. */
export const MOST_FEATURES = 24;
export const MOST_BINS = 20;

const edges = z
  .array(z.number())
  .max(MOST_BINS - 1)
  .readonly();
const counts = z.array(z.int().min(0)).readonly();

/**
 * How scores and the most important features lay when the model was made (`reference.json`, written by model/evaluation/reference.py):
 * counts by bin. Bin 0 is below the first edge, bin n from edge n on; for features one more bin counts unknown values.
 */
const referenceSchema = z
  .strictObject({
    model: z.string().regex(/^[0-9a-f]{12}$/, 'expected 12 hex digits'),
    featuresVersion: z.string().min(1),
    /** Of calibrated probabilities. */
    scores: z.strictObject({ edges, counts }).readonly(),
    features: z
      .array(z.strictObject({ name: z.string(), edges, counts }).readonly())
      .max(MOST_FEATURES)
      .readonly(),
  })
  .readonly();

export type Reference = z.infer<typeof referenceSchema>;
export type Binned = { readonly edges: readonly number[]; readonly counts: readonly number[] };

/** Parses a reference and checks that it is of this model and that its bins hang together. */
export const checkReference = (
  input: unknown,
  model: { readonly version: string; readonly features: readonly string[] },
): Parsed<Reference> => {
  const parsed = referenceSchema.safeParse(input);
  if (!parsed.success) return { ok: false, issues: issuesOf(parsed.error, input) };
  const { scores, features } = parsed.data;
  const issues = [
    ...unless(parsed.data.model === model.version, '/model', `got ${parsed.data.model}, allowed ${model.version}`),
    ...binIssues('/scores', scores, scores.edges.length + 1),
    ...features.flatMap((feature, at) => [
      ...unless(
        model.features.includes(feature.name),
        `/features/${at}/name`,
        `got ${feature.name}, allowed a feature of the model`,
      ),
      ...binIssues(`/features/${at}`, feature, feature.edges.length + 2),
    ]),
  ];
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: parsed.data };
};

/** The bin of a value; NaN, which is unknown, has the one after the last. */
export const binOf = (bins: readonly number[], value: number): number => {
  if (Number.isNaN(value)) return bins.length + 1;
  let bin = 0;
  while (bin < bins.length && value >= bins[bin]) bin += 1;
  return bin;
};

const unless = (fits: boolean, path: string, message: string): readonly Issue[] => (fits ? [] : [{ path, message }]);

const binIssues = (path: string, { edges: at, counts: found }: Binned, bins: number): readonly Issue[] => [
  ...unless(
    found.length === bins,
    `${path}/counts`,
    `got ${found.length} counts for ${at.length} edges, allowed ${bins}`,
  ),
  ...unless(
    at.every((edge, index) => index === 0 || edge > at[index - 1]),
    `${path}/edges`,
    'got edges out of order, allowed ascending ones',
  ),
];

import * as z from 'zod';
import { type Issue, issuesOf, type Parsed } from '../payment/parse-payment.ts';
import { LINKS } from './link.ts';
import type { Trees } from './trees.ts';

const digest = z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 hex digits (SHA-256)');

/** What ships beside the ONNX file: the contract between training and scoring. */
export const manifestSchema = z
  .strictObject({
    version: z
      .string()
      .regex(/^[0-9a-f]{12}$/, 'expected 12 hex digits')
      .describe('First 12 hex digits of the digest.'),
    digest: digest.describe('SHA-256 of the ONNX file.'),
    featuresVersion: z.string().min(1).describe('FEATURES_VERSION of the code that made the training table.'),
    features: z.array(z.string().min(1)).min(1).readonly().describe("Names of the model's inputs, in order."),
    calibration: z
      .strictObject({ slope: z.number().positive(), intercept: z.number() })
      .readonly()
      .describe('probability = sigmoid(slope * rawScore + intercept), rawScore in log-odds.'),
    link: z.enum(LINKS).optional().describe('How the sum of leaves becomes the raw score; identity when left out.'),
    trees: z.int().positive(),
    metrics: z
      .record(z.string(), z.number())
      .readonly()
      .describe('On payments after all that the model was made from.'),
    trainedThrough: z.iso
      .datetime()
      .describe('Time of the last payment trained on; no clock, so training again gives the same bytes.'),
  })
  .readonly();

export type Manifest = z.infer<typeof manifestSchema>;

/** What the manifest is held against: the code's features, and the file it came with. */
export type Surroundings = {
  readonly features: readonly string[];
  readonly featuresVersion: string;
  /** SHA-256 of the ONNX file, hex. */
  readonly digest: string;
  readonly trees: Trees;
};

/** Parses a manifest and checks that it is of this file and for this code. */
export const checkManifest = (input: unknown, around: Surroundings): Parsed<Manifest> => {
  const parsed = manifestSchema.safeParse(input);
  if (!parsed.success) return { ok: false, issues: issuesOf(parsed.error, input) };
  const issues = [...fileIssues(parsed.data, around), ...featureIssues(parsed.data, around)];
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: parsed.data };
};

const fileIssues = (manifest: Manifest, { digest, trees }: Surroundings): readonly Issue[] => [
  ...differs('/digest', `model file has digest ${digest}`, [digest, manifest.digest]),
  ...differs('/version', `digest begins with ${manifest.digest.slice(0, 12)}`, [
    manifest.digest.slice(0, 12),
    manifest.version,
  ]),
  ...differs('/features', `model file has ${trees.featureCount} features`, [
    trees.featureCount,
    manifest.features.length,
  ]),
];

const featureIssues = (manifest: Manifest, { features, featuresVersion }: Surroundings): readonly Issue[] => {
  const missing = manifest.features.filter((name) => !features.includes(name));
  const extra = features.filter((name) => !manifest.features.includes(name));
  if (missing.length > 0 || extra.length > 0) {
    const counts = `model expects ${manifest.features.length} features, got ${features.length}`;
    const names = [...listed('missing', missing), ...listed('not expected', extra)].join('; ');
    return [{ path: '/features', message: `${counts}: ${names}` }];
  }
  const moved = manifest.features.findIndex((name, i) => name !== features[i]);
  if (moved >= 0) {
    const message = `model expects ${manifest.features[moved]} as feature ${moved + 1}, got ${features[moved]}`;
    return [{ path: '/features', message }];
  }
  return differs('/featuresVersion', `code has features ${featuresVersion}`, [
    featuresVersion,
    manifest.featuresVersion,
  ]);
};

const listed = (what: string, names: readonly string[]): readonly string[] =>
  names.length > 0 ? [`${what} ${names.join(', ')}`] : [];

const differs = (path: string, found: string, [real, stated]: readonly [unknown, unknown]): readonly Issue[] =>
  real === stated ? [] : [{ path, message: `${found}, manifest states ${stated}` }];

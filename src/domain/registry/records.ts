import * as z from 'zod';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 hex digits (SHA-256)');
const person = z.string().trim().min(1);
const time = z.iso.datetime();

/** A model's id: the first 12 hex digits of its ONNX file's digest, as its manifest and every decision name it. */
const modelIdSchema = z.string().regex(/^[0-9a-f]{12}$/, 'expected the 12 hex digits of a model');

/** What a registered model is and where it comes from. Written once, after its files. */
export const entrySchema = z
  .strictObject({
    id: modelIdSchema,
    registeredBy: person,
    registeredAt: time,
    /** SHA-256 by file name. */
    files: z.record(z.string(), sha256).readonly(),
    featuresVersion: z.string(),
    trainedThrough: time,
    /** Of the table that it was trained on. */
    dataDigest: sha256,
    /** Of the code that trained it: a commit, with `+changes` when the working tree was not that commit. */
    codeRevision: z.string().min(1),
    metrics: z.record(z.string(), z.number()).readonly(),
  })
  .readonly();

const measureSchema = z
  .strictObject({
    name: z.string(),
    champion: z.number(),
    challenger: z.number(),
    /** Challenger less champion, with its interval. */
    difference: z.number(),
    low: z.number(),
    high: z.number(),
  })
  .readonly();

/** Two models on the same rows. */
export const comparisonSchema = z
  .strictObject({
    champion: modelIdSchema,
    challenger: modelIdSchema,
    table: z
      .strictObject({
        digest: sha256,
        featuresVersion: z.string(),
        rows: z.int().positive(),
        frauds: z.int().positive(),
        from: time,
        to: time,
      })
      .readonly(),
    measures: z.array(measureSchema).readonly(),
    confidence: z.number(),
    resamples: z.int().positive(),
    seed: z.int(),
    madeAt: time,
  })
  .readonly();

/** A second person's yes to one comparison. */
export const approvalSchema = z
  .strictObject({ model: modelIdSchema, comparison: sha256, by: person, at: time, reason: z.string().trim().min(1) })
  .readonly();

const changeSchema = z
  .strictObject({
    kind: z.enum(['promote', 'rollback']),
    from: modelIdSchema,
    to: modelIdSchema,
    by: person,
    at: time,
    reason: z.string().optional(),
    comparison: sha256.optional(),
    approvedBy: z.array(person).readonly().optional(),
  })
  .readonly();

/** `champion.json`: the model that decides, and how it came to, oldest first. */
export const championSchema = z
  .strictObject({ champion: modelIdSchema, history: z.array(changeSchema).readonly() })
  .readonly();

/** `shadow.json`: the challenger that scores beside the champion. */
export const shadowSchema = z.strictObject({ challenger: modelIdSchema, by: person, at: time }).readonly();

export type Entry = z.infer<typeof entrySchema>;
export type Measure = z.infer<typeof measureSchema>;
export type Comparison = z.infer<typeof comparisonSchema>;
/** A comparison and the SHA-256 of the file that it stands in. */
export type KeptComparison = Comparison & { readonly digest: string };
export type Approval = z.infer<typeof approvalSchema>;
export type ChampionChange = z.infer<typeof changeSchema>;
export type ChampionRecord = z.infer<typeof championSchema>;
export type ShadowRecord = z.infer<typeof shadowSchema>;

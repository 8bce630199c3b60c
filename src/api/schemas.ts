import * as z from 'zod';
import { OUTCOMES, RUNGS } from '../domain/decision/decision.ts';
import { paymentSchema } from '../domain/payment/payment.ts';

const minor = z.int().describe('US cents.');
const count = z.int().min(0);
const time = z.iso.datetime();

const reasonSchema = z
  .object({
    code: z.string().describe('Stable, for machines.'),
    text: z.string().describe('For a person to read.'),
    source: z.enum(['rule', 'model']),
    values: z.record(z.string(), z.number()),
    contribution: z.number().optional().describe("The reason's share of the model's raw score, log-odds."),
  })
  .meta({ id: 'Reason' });

/** The one shape in which a decision is told, everywhere. */
export const decisionSchema = z
  .object({
    id: z.string(),
    outcome: z.enum(OUTCOMES),
    probability: z.number().min(0).max(1).describe('Calibrated probability of fraud.'),
    expectedLossMinor: z
      .number()
      .min(0)
      .describe('Probability times what a fraud of this amount costs, handling included; US cents.'),
    reasons: z.array(reasonSchema),
    rung: z.enum(RUNGS).describe('What scored the payment: the ladder is sagemaker, onnx, rules, static.'),
    rungReason: z
      .string()
      .optional()
      .describe('What of the ladder was passed over, and why; left out when nothing was.'),
    versions: z.object({ model: z.string(), rules: z.string(), policy: z.string(), features: z.string() }),
    decidedAt: time,
  })
  .meta({ id: 'Decision' });

/** A decision with the payment and the feature values that made it; null is unknown. */
export const decisionDetailSchema = decisionSchema
  .extend({
    payment: paymentSchema,
    features: z.record(z.string(), z.number().nullable()),
    label: z.object({ fraud: z.boolean(), labelledAt: time }).optional(),
    shadow: z
      .object({ model: z.string(), probability: z.number().min(0).max(1), outcome: z.enum(OUTCOMES) })
      .optional()
      .describe('What the challenger made of the payment; it had no say.'),
  })
  .meta({ id: 'DecisionDetail' });

export const paymentsBodySchema = z
  .object({ payments: z.array(z.unknown()).min(1).max(500) })
  .meta({ id: 'PaymentsBody' });
const issueSchema = z.object({ path: z.string().describe('JSON Pointer.'), message: z.string() });
export const paymentsAnswerSchema = z
  .object({
    accepted: count,
    refused: count,
    items: z.array(
      z.object({
        index: count,
        id: z.string().optional(),
        status: z.enum(['accepted', 'refused']),
        issues: z.array(issueSchema).optional(),
      }),
    ),
  })
  .meta({ id: 'PaymentsAnswer' });

const feedItemSchema = decisionSchema
  .extend({
    occurredAt: time,
    type: z.string(),
    amountMinor: z.int(),
    currency: z.string(),
    sender: z.string(),
    receiver: z.string(),
  })
  .meta({ id: 'FeedItem' });
export const feedSchema = z.object({ items: z.array(feedItemSchema).describe('Newest first.') }).meta({ id: 'Feed' });

const outcomeCounts = z.object({ approve: count, review: count, block: count });
export const summarySchema = z
  .object({
    now: time,
    since: time.nullable().describe('When the first payment was decided.'),
    processed: count,
    outcomes: outcomeCounts,
    expectedFraudRate: z.number().describe('Mean probability of fraud over all payments.'),
    flaggedRate: z.number().describe('Share of payments held or blocked.'),
    amountMinor: minor.describe('Sum of all amounts, US cents.'),
    expectedSavedMinor: minor.describe('Expected loss of the payments that were held or blocked, US cents.'),
    labels: z.object({
      fraud: count.describe('Payments labelled as fraud.'),
      caught: count.describe('Of them, held or blocked.'),
      falseAlarms: count.describe('Held or blocked payments labelled as honest.'),
      savedMinor: minor.describe('Amount of caught fraud, US cents.'),
      missedMinor: minor.describe('Amount of fraud approved, US cents.'),
    }),
    rungs: z.record(z.enum(RUNGS), count),
    latencyMs: z
      .object({ p50: z.number(), p95: z.number(), p99: z.number() })
      .describe('Of decisions in the last five minutes.'),
    perSecond: z.number().describe('Payments a second over the last ten seconds.'),
    quarantined: count,
    series: z
      .array(z.object({ at: time, seconds: z.int(), approve: count, review: count, block: count }))
      .describe('Counts by slot, oldest first: 5 s slots for up to 30 minutes, minutes for longer.'),
  })
  .meta({ id: 'Summary' });

const accountRiskSchema = z
  .object({
    account: z.string(),
    riskMinor: z.number().describe('Expected loss of its flagged payments, halved every hour, US cents.'),
    flagged: count,
    blocked: count,
    maxProbability: z.number(),
    lastOutcome: z.enum(OUTCOMES),
    lastReason: z.string().optional().describe('Code of the first reason of its last flagged payment.'),
    lastAt: time,
  })
  .meta({ id: 'AccountRisk' });
export const accountsSchema = z.object({ items: z.array(accountRiskSchema) }).meta({ id: 'Accounts' });

const windowSchema = z.object({ count, sumMinor: z.number(), distinct: count, failures: count });
const flowSchema = z.object({ '1h': windowSchema, '24h': windowSchema, '7d': windowSchema, '28d': windowSchema });
export const accountSchema = z
  .object({
    account: z.string(),
    asOf: time,
    sent: flowSchema,
    received: flowSchema,
    saturated: z.boolean().describe('True when more happened in seven days than is remembered one by one.'),
    confirmedFrauds: count.describe(
      'Payments received of which a label said in the last 28 days that they were fraud.',
    ),
    risk: accountRiskSchema.optional(),
  })
  .meta({ id: 'Account' });

export const labelsBodySchema = z
  .object({
    labels: z
      .array(
        z.strictObject({
          paymentId: z.string().min(1).max(64),
          fraud: z.boolean(),
          labelledAt: z.iso.datetime({ offset: true }).optional().describe('When it became known; now when left out.'),
        }),
      )
      .min(1)
      .max(500),
  })
  .meta({ id: 'LabelsBody' });
export const labelsAnswerSchema = z
  .object({
    items: z.array(z.object({ paymentId: z.string(), status: z.enum(['recorded', 'unchanged', 'unknown_payment']) })),
  })
  .meta({ id: 'LabelsAnswer' });

export const healthSchema = z
  .object({
    status: z.enum(['ok', 'degraded']),
    rung: z.enum(RUNGS),
    rungReason: z.string().optional(),
    degradedSince: time.optional().describe('Since when another rung than the best one has scored.'),
    versions: z.object({ model: z.string(), rules: z.string(), policy: z.string(), features: z.string() }),
    streamLag: count
      .optional()
      .describe(
        'Records put but not yet decided; left out on AWS, where the metric IteratorAge tells how far behind it is.',
      ),
    quarantined: count,
    models: z
      .object({
        checkedAt: time,
        drift: z.enum(['unknown', 'steady', 'moving', 'shifted']),
        calibrationRatio: z.number().nullable(),
        differing: count.describe('Decisions that came out otherwise when made again from what was stored.'),
      })
      .optional()
      .describe('What the last look at the models found; GET /v1/models tells more.'),
  })
  .meta({ id: 'Health' });

const calibrationSchema = z
  .object({
    decided: count,
    expected: z.number().describe('Sum of the probabilities.'),
    frauds: count,
    ratio: z.number().nullable().describe('Expected frauds for each one found; null while none is.'),
    error: z.number().nullable().describe('Expected calibration error over 20 bins; null while nothing was decided.'),
  })
  .describe('Decisions that are old enough for their labels to have arrived.');
const modelSchema = z.object({ version: z.string(), calibration: calibrationSchema });
export const modelsSchema = z
  .object({
    now: time,
    maturedThrough: z.iso.date().describe('Last day, UTC, whose labels have had time to arrive.'),
    champion: modelSchema.describe('The model that decides.'),
    challenger: modelSchema.optional().describe('The model that scores the same payments without a say.'),
    shadow: z
      .object({
        compared: count,
        agreed: count,
        disagreements: z.array(z.object({ champion: z.enum(OUTCOMES), challenger: z.enum(OUTCOMES), count })),
        frauds: z
          .object({ both: count, champion: count, challenger: count, neither: count })
          .describe('Labelled frauds, by which of the two held or blocked them.'),
      })
      .optional()
      .describe('What was decided, and what the challenger would have decided, over 35 days.'),
    drift: z
      .object({
        status: z.enum(['unknown', 'steady', 'moving', 'shifted']),
        payments: count,
        scores: z.number().nullable(),
        features: z.array(z.object({ name: z.string(), stability: z.number() })).describe('Most shifted first.'),
      })
      .describe(
        'Population stability indexes of yesterday and today against the data of the training: from 0.1 moving, from 0.25 shifted.',
      ),
    replayed: z
      .object({ at: time, checked: count, differing: z.array(z.string()), skipped: count })
      .optional()
      .describe('Decisions that were made again from what was stored of them, and those that came out otherwise.'),
  })
  .meta({ id: 'Models' });

/** Problem details (RFC 9457). */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string().optional(),
    issues: z.array(issueSchema).optional(),
  })
  .meta({ id: 'Problem' });

export type PaymentsAnswer = z.infer<typeof paymentsAnswerSchema>;
export type LabelsAnswer = z.infer<typeof labelsAnswerSchema>;
export type DecisionAnswer = z.infer<typeof decisionSchema>;
export type DecisionDetail = z.infer<typeof decisionDetailSchema>;
export type FeedItem = z.infer<typeof feedItemSchema>;
export type Feed = z.infer<typeof feedSchema>;
export type Summary = z.infer<typeof summarySchema>;
export type AccountRisk = z.infer<typeof accountRiskSchema>;
export type Accounts = z.infer<typeof accountsSchema>;
export type Account = z.infer<typeof accountSchema>;
export type Health = z.infer<typeof healthSchema>;
export type Models = z.infer<typeof modelsSchema>;
export type Problem = z.infer<typeof problemSchema>;

import * as z from 'zod';
import { OUTCOMES } from '../domain/decision/decision.ts';
import { MAX_AMOUNT_MINOR } from '../domain/payment/payment.ts';

const contributionSchema = z.object({
  feature: z.string(),
  text: z.string().describe('What the feature means and its value, for a person to read.'),
  value: z.number().nullable().describe('null is unknown.'),
  contribution: z
    .number()
    .describe('What it added to the score of the model, log-odds; below 0 it spoke for the payment.'),
});

const alternativeSchema = z.object({
  outcome: z.enum(OUTCOMES).describe('What would then have been decided.'),
  amountMinor: z
    .int()
    .min(1)
    .max(MAX_AMOUNT_MINOR)
    .optional()
    .describe('In the payment’s currency; as it was when left out.'),
  hour: z.int().min(0).max(23).optional().describe('Of the day, UTC; as it was when left out.'),
  text: z.string().describe('For a person to read.'),
});

/** Why a decision came out as it did, whole, and what would have changed it. */
export const explanationSchema = z
  .object({
    id: z.string(),
    outcome: z.enum(OUTCOMES),
    probability: z.number().min(0).max(1),
    bias: z
      .number()
      .optional()
      .describe('Score of the model when nothing is known, log-odds; it and the contributions sum to the score.'),
    contributions: z.array(contributionSchema).describe('Exact tree SHAP values, largest first, zeros left out.'),
    alternatives: z
      .array(alternativeSchema)
      .describe('The smallest changes of amount and hour, which the payer controls, that change the outcome.'),
    text: z.string().describe('What would have changed the decision, in a sentence, or why that cannot be told.'),
  })
  .meta({ id: 'Explanation' });

export type Explanation = z.infer<typeof explanationSchema>;

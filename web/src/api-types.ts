import type { DecisionAnswer, DecisionDetail, FeedItem } from '../../src/api/schemas.ts';

export type {
  Account,
  AccountRisk,
  DecisionAnswer,
  DecisionDetail,
  FeedItem,
  Health,
  Models,
  Problem,
  Summary,
} from '../../src/api/schemas.ts';

export type Outcome = DecisionAnswer['outcome'];
export type Rung = DecisionAnswer['rung'];
export type Reason = DecisionAnswer['reasons'][number];
export type Payment = DecisionDetail['payment'];
export type PaymentType = Payment['type'];
export type Currency = Payment['currency'];
/** What a person typed, in the shape of a payment: the API says what is wrong with it. */
export type PaymentDraft = Readonly<Record<string, unknown>>;
export type Issue = { readonly path: string; readonly message: string };
export type FeedRow = FeedItem;

export const OUTCOMES = ['approve', 'review', 'block'] as const satisfies readonly Outcome[];
/** The ladder. */
export const RUNGS_BEST_FIRST = ['sagemaker', 'onnx', 'rules', 'static'] as const satisfies readonly Rung[];

import type { Account, AccountRisk, Health, Models, Summary } from '../api/schemas.ts';
import type { Decision, Outcome } from '../domain/decision/decision.ts';
import type { Party, Payment } from '../domain/payment/payment.ts';
import type { Label } from '../ports.ts';

/** A decision as it was written, with what has been learnt of its payment since. */
export type FoundDecision = { readonly decision: Decision; readonly label?: Omit<Label, 'paymentId'> };

/** What the feed tells of a decision; a whole `Decision` is one, and so is the compact row of a ring item. */
export type FeedRow = Omit<Decision, 'payment' | 'features' | 'tookMicros'> & {
  readonly payment: Pick<Payment, 'occurredAt' | 'type' | 'amountMinor' | 'currency'> & {
    readonly sender: Pick<Party, 'account'>;
    readonly receiver: Pick<Party, 'account'>;
  };
};

/** What the reading part of the API needs. Each is a look-up by key or of one small item: none walks over all payments. */
export type ReadPorts = {
  readonly findDecision: (paymentId: string) => Promise<FoundDecision | undefined>;
  /** Names of the values in a decision's feature vector, by `versions.features`; undefined for a version this code no longer knows. */
  readonly featureNames: (featuresVersion: string) => readonly string[] | undefined;
  /** The latest decisions, newest first, at most `limit`; fewer where the adapter remembers fewer. */
  readonly readFeed: (query: { readonly limit: number; readonly outcome?: Outcome }) => Promise<readonly FeedRow[]>;
  /** Totals since the first payment and a series over the last `minutes` (1..1440). */
  readonly readSummary: (query: { readonly minutes: number }) => Promise<Summary>;
  /** Accounts with the most risk now, riskiest first, at most `limit`. */
  readonly readRiskyAccounts: (query: { readonly limit: number }) => Promise<readonly AccountRisk[]>;
  /** What is remembered of an account as of now; undefined when it was never seen. */
  readonly readAccount: (account: string) => Promise<Account | undefined>;
  /** Champion, challenger, how they differ, and whether what they see has drifted. */
  readonly readModels: () => Promise<Models>;
  readonly readHealth: () => Promise<Health>;
};

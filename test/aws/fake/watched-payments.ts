import type { Model } from '../../../src/domain/model/model.ts';
import type { Payment } from '../../../src/domain/payment/payment.ts';
import { DAY_MS } from '../../../src/domain/profile/day.ts';
import { aPayment } from '../../builders/a-payment.ts';
import { aModel } from './a-model.ts';
import { changeEvent, kinesisEvent } from './events.ts';
import { createFakeAws, type FakeAws } from './fake-aws.ts';
import { TABLES } from './fake-dynamo.ts';
import { streamFunctions } from './functions.ts';

const NOW_MS = Date.parse('2026-03-02T12:00:00Z');
const PAYMENTS = 160;
const FRAUDS = 60;

/** The model of the tests, with a reference in which nearly all payments were of less than US$1. */
const aModelWithReference = (): Model => {
  const model = aModel();
  const { version, featuresVersion } = model.manifest;
  const features = [{ name: 'payment.amount', edges: [100], counts: [99_000, 1_000, 0] }];
  return {
    ...model,
    reference: { model: version, featuresVersion, scores: { edges: [0.5], counts: [99_000, 1_000] }, features },
  };
};

/** A challenger that throws whenever it is asked. */
const aBrokenChallenger = (model: Model): Model => ({
  ...model,
  manifest: { ...model.manifest, version: 'broken' },
  trees: { ...model.trees, deep: Object.freeze(null) as never },
});

const payments = (): readonly Payment[] =>
  Array.from({ length: PAYMENTS }, (_, at) =>
    aPayment({
      id: `w-${at}`,
      occurredAt: new Date(NOW_MS - 1_000).toISOString(),
      amountMinor: 5_000,
      sender: { account: `S-${at}` },
    }),
  );

const labels = (): readonly string[] =>
  Array.from({ length: FRAUDS }, (_, at) =>
    JSON.stringify({ label: { paymentId: `w-${at}`, fraud: true, labelledAt: new Date(NOW_MS).toISOString() } }),
  );

export type WatchedPayments = { readonly aws: FakeAws; readonly watchAt: (atMs: number) => Promise<void> };

/** Payments decided beside a challenger that fails, counted, labelled, and looked at on their day and after their labels have matured. */
export const watchedPayments = async (): Promise<WatchedPayments> => {
  const aws = createFakeAws();
  const model = aModelWithReference();
  const options = { model, challenger: aBrokenChallenger(model) };
  const { decide } = streamFunctions(aws, { ...options, nowMs: () => NOW_MS, service: 'decide' });
  await decide(kinesisEvent(payments().map((payment) => JSON.stringify(payment))));
  await decide(kinesisEvent(labels(), PAYMENTS + 1));
  await streamFunctions(aws, { ...options, nowMs: () => NOW_MS }).tally(
    changeEvent(aws.table(TABLES.DECISIONS_TABLE).changes),
  );
  const watchAt = (atMs: number): Promise<void> =>
    streamFunctions(aws, { ...options, nowMs: () => atMs, service: 'watch' }).watch();
  await watchAt(NOW_MS);
  await watchAt(NOW_MS + 8 * DAY_MS);
  return { aws, watchAt };
};

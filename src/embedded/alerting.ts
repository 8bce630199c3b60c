import { createHandler } from '../../lambdas/alert/handler.ts';
import { unpackDecision } from '../domain/decision/codec.ts';
import { DAY_MS } from '../domain/profile/day.ts';
import { type Alert, alertOf } from '../fan-out/alert-text.ts';
import { messageOf } from '../message-of.ts';
import type { Quarantine } from '../ports.ts';
import { alertIdOf } from '../quarantine/alert-id.ts';
import { createAlertClaims, wasSent } from './adapters/alerts.ts';
import { changeSource } from './adapters/change-images.ts';
import { decisionNotHeld, flaggedIdOf, isFlaggedReference } from './adapters/change-reference.ts';
import { decisionKey } from './adapters/decisions.ts';
import type { Store } from './store.ts';
import { type Consumption, consume, type FailedCall } from './stream/consume.ts';
import type { Stream } from './stream/stream.ts';

/** Sends an alert, or answers with why the channel will never take this one. Throws when it may be tried again. */
export type Publish = (alert: Alert) => Promise<{ readonly refused: string } | undefined>;

export type Alerting = {
  readonly store: Store;
  readonly quarantine: Quarantine;
  readonly publish: Publish;
  readonly nowMs: () => number;
  readonly report: (message: string, error?: unknown) => void;
  readonly reportFailure: (failed: FailedCall) => void;
  readonly backoff?: { readonly firstMs: number; readonly mostMs: number };
};

const BATCH = 1_000;
/** Alerts may lag so far behind the decisions. */
const WINDOW_MS = 200;
/** With waits of up to half a minute an hour, as long as SNS goes on with an HTTP endpoint: those behind wait meanwhile. */
const MOST_RETRIES = 125;
/** A channel that is gone must not keep the stream for ever; a weekend's outage may. */
const MOST_AGE_MS = 3 * DAY_MS;

/** Sends the alerts of a stream of changes, in order. One that cannot be sent is set aside in quarantine, and those behind it go on. */
export const consumeAlerts = (stream: Stream, alerting: Alerting): Consumption => {
  const { store, publish, nowMs, report, reportFailure, backoff } = alerting;
  const setAside = settingAside(alerting);
  let failed: unknown = 'nothing was tried';
  return consume({
    stream,
    consumer: 'alert',
    wants: ({ data }) => isFlaggedReference(data),
    source: changeSource(store),
    handler: createHandler({
      ...createAlertClaims(store),
      publish: async (alert) => {
        const answer = await publish(alert);
        if (answer !== undefined) await setAside(alert, 'alert_refused', answer.refused);
      },
      reportUnconfirmed: async ({ paymentId }) =>
        report(`alert of payment ${paymentId}: an earlier process ended while sending it; it may not have gone out`),
      reportFailure: (error) => {
        failed = error;
        report('an alert could not be sent and is tried again', error);
      },
    }),
    batchSize: BATCH,
    batchWindowMs: WINDOW_MS,
    bisect: true,
    giveUp: {
      maxRetries: MOST_RETRIES,
      maxAgeMs: MOST_AGE_MS,
      onFailure: async ({ records }) => {
        // One that went out just before the process was killed is still on the stream.
        const unsent = records.filter(({ data }) => !wasSent(store, flaggedIdOf(data)));
        for (const { data } of unsent) await setAside(alertIn(store, data), 'alert_not_sent', messageOf(failed));
      },
    },
    nowMs,
    reportFailure,
    ...(backoff && { backoff }),
  });
};

const settingAside =
  ({ quarantine, nowMs, report }: Alerting) =>
  async (alert: Alert, reason: string, detail: string): Promise<void> => {
    const at = new Date(nowMs()).toISOString();
    const payload = JSON.stringify(alert);
    await quarantine([{ id: alertIdOf(alert.paymentId), reason, detail, payload, partitionKey: '', at }]);
    report(`the alert of payment ${alert.paymentId} is set aside until it is redriven: ${detail}`);
  };

const alertIn = (store: Store, reference: Buffer): Alert => {
  const id = flaggedIdOf(reference);
  const decision = store.get(decisionKey(id));
  if (decision === undefined) throw decisionNotHeld(id);
  return alertOf(unpackDecision(decision));
};

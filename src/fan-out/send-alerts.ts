import type { Decision } from '../domain/decision/decision.ts';
import { type Alert, alertOf } from './alert-text.ts';

export type AlertPorts = {
  /**
   * Claims the one alert of a payment: `claimed` by this call, `sent` before, or `unconfirmed` when an earlier try ended between
   * claiming and confirming, so that nobody knows whether it went out.
   */
  readonly claimAlert: (paymentId: string) => Promise<'claimed' | 'sent' | 'unconfirmed'>;
  readonly confirmAlert: (paymentId: string) => Promise<void>;
  /** Gives a claim back after a failure, so that the alert can be tried again. */
  readonly releaseAlert: (paymentId: string) => Promise<void>;
  readonly publish: (alert: Alert) => Promise<void>;
  /** Told of an alert that may or may not have gone out. */
  readonly reportUnconfirmed: (alert: Alert) => Promise<void>;
};

/** Sends the alert of a held or blocked payment, at most once. Throws when the channel fails: nothing was sent, and it may be tried again. */
export const sendAlert = async (decision: Decision, ports: AlertPorts): Promise<void> => {
  if (decision.outcome === 'approve') return;
  const alert = alertOf(decision);
  const claim = await ports.claimAlert(decision.id);
  if (claim === 'unconfirmed') return ports.reportUnconfirmed(alert);
  if (claim === 'sent') return;
  try {
    await ports.publish(alert);
  } catch (error) {
    await ports.releaseAlert(decision.id);
    throw error;
  }
  await ports.confirmAlert(decision.id);
};

import type { Alert } from '../../fan-out/alert-text.ts';

const TIMEOUT_MS = 5_000;

/** Answers by which a webhook refuses this alert for what it says: sent again it would be refused again, and hold up those behind it. */
const REFUSALS = [400, 413, 415, 422];

/**
 * Sends alerts to a webhook as JSON by POST. Rejects when it does not answer 2xx within five seconds; the alert is then tried again. One that it
 * refuses is reported, and done with.
 */
export const publishTo =
  (url: string, report: (message: string) => void) =>
  async (alert: Alert): Promise<void> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(alert),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.body?.cancel();
    if (REFUSALS.includes(response.status))
      return report(
        `the webhook refused the alert of payment ${alert.paymentId} with ${response.status}; it is not sent again: ${alert.subject}`,
      );
    if (!response.ok) throw new Error(`the webhook answered ${response.status}, expected 2xx`);
  };

/** Prints blocked payments, one line each; held ones are on the dashboard. */
export const publishToConsole = async ({ subject, attributes }: Alert): Promise<void> => {
  if (attributes.severity === 'high') process.stdout.write(`ALERT  ${subject} (${attributes.reason})\n`);
};

import type { Publish } from '../alerting.ts';

const TIMEOUT_MS = 5_000;

/** Answers by which a webhook refuses an alert for what it says: sent again it would be refused again, and hold up those behind it. */
const REFUSALS = [400, 413, 415, 422];

/** Sends alerts to a webhook as JSON by POST. Rejects when it neither takes nor refuses one within five seconds; the alert is then tried again. */
export const publishTo =
  (url: string): Publish =>
  async (alert) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(alert),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.body?.cancel();
    const answered = `the webhook answered ${response.status}, expected 2xx`;
    if (REFUSALS.includes(response.status)) return { refused: answered };
    if (!response.ok) throw new Error(answered);
    return undefined;
  };

/** Prints blocked payments, one line each; held ones are on the dashboard. */
export const publishToConsole: Publish = async ({ subject, attributes }) => {
  if (attributes.severity === 'high') process.stdout.write(`ALERT  ${subject} (${attributes.reason})\n`);
  return undefined;
};

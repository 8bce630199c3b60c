const ACCOUNTS = 50_000;
const RUN = Date.now().toString(36);
let count = 0;

/** A payment never sent before, between two of fifty thousand accounts, as the JSON of a request. */
export const paymentBody = (nowMs: number): string => {
  count += 1;
  const sender = (count * 7_919) % ACCOUNTS;
  const receiver = (count * 104_729 + 1) % ACCOUNTS;
  return JSON.stringify({
    id: `bench-${RUN}-${count}`,
    occurredAt: new Date(nowMs).toISOString(),
    type: 'TRANSFER',
    amountMinor: 1_000 + ((count * 31) % 90_000),
    currency: 'USD',
    sender: { account: `C-${sender}`, balanceBeforeMinor: 500_000, country: 'US' },
    receiver: { account: `C-${receiver}`, country: 'US' },
    channel: 'mobile',
    deviceId: `d-${sender}`,
  });
};

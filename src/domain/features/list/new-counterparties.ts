import type { Feature } from '../feature.ts';

/** Senders of the last 24 h that had not paid the receiver in the 28 days before. Unit: accounts, 0 to 128. Always known. */
const newSenders: Feature = {
  name: 'receiver.new_counterparties_24h',
  meaning: 'new counterparties of this receiver in 24 hours',
  unit: 'accounts',
  of: ({ views }) => views.receiver?.in.newPeers24h ?? 0,
};

/** New senders over all senders of seven days; new ones were not met in the 28 days before. Unit: share, 0 to 1. NaN when there was none. */
const newSendersShare: Feature = {
  name: 'receiver.new_counterparties_share_7d',
  meaning: "share of this receiver's counterparties in seven days that are new",
  unit: 'share',
  of: ({ views }) => {
    const flow = views.receiver?.in;
    return flow === undefined || flow['7d'].distinct === 0 ? Number.NaN : flow.newPeers7d / flow['7d'].distinct;
  },
};

export const newCounterparties = [newSenders, newSendersShare];

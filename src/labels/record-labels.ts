import { extensionsOf } from '../assess/extensions-of.ts';
import { accountKey } from '../domain/profile/entity.ts';
import { learn } from '../domain/profile/learn.ts';
import type { Label, LabelPorts, RecordedLabel } from '../ports.ts';
import { transientError } from '../transient.ts';

export type LabelStatus = 'recorded' | 'unchanged' | 'unknown_payment';

const MOST_ATTEMPTS = 8;

/**
 * Records what became known of payments, in order, and lets the receivers' profiles know. The newest knowledge stands: a label that is
 * older than the one that stands, or says the same, changes nothing. Throws when a port's infrastructure fails; it may then be tried again.
 */
export const recordLabels = async (labels: readonly Label[], ports: LabelPorts): Promise<readonly LabelStatus[]> => {
  const ids = labels.map(({ paymentId }) => paymentId);
  const [decisions, standing] = await Promise.all([ports.findDecisions(ids), ports.findLabels(ids)]);
  const current = new Map(standing);
  const news: RecordedLabel[] = [];
  const statuses = labels.map((label): LabelStatus => {
    const decision = decisions.get(label.paymentId);
    if (decision === undefined) return 'unknown_payment';
    const before = current.get(label.paymentId);
    if (before !== undefined && (before.labelledAtMs >= label.labelledAtMs || before.fraud === label.fraud))
      return 'unchanged';
    current.set(label.paymentId, label);
    news.push({ ...label, decision, ...(before !== undefined && { replaces: before.fraud }) });
    return 'recorded';
  });
  if (news.length === 0) return statuses;
  await tellReceivers(news, ports);
  await ports.writeLabels(news);
  return statuses;
};

const tellReceivers = async (labels: readonly RecordedLabel[], ports: LabelPorts): Promise<void> => {
  const keys = [...new Set(labels.map(({ decision }) => accountKey(decision.payment.receiver.account)))];
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const stored = await ports.readProfiles(keys);
    const profiles = new Map([...stored].map(([key, { profile }]) => [key, profile]));
    for (const label of labels) learn(label.decision.payment, label, profiles);
    const extensions = extensionsOf(profiles, stored);
    if ((await ports.extendProfiles(extensions)).length === 0) return;
  }
  throw transientError(`the profiles of ${keys.length} labelled receivers kept changing ${MOST_ATTEMPTS} times`);
};

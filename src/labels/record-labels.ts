import { extensionsOf } from '../assess/extensions-of.ts';
import { accountKey } from '../domain/profile/entity.ts';
import { learn } from '../domain/profile/learn.ts';
import type { Label, LabelPorts, RecordedLabel } from '../ports.ts';
import { untilUndisturbed } from '../until-undisturbed.ts';

export type LabelStatus = 'recorded' | 'unchanged' | 'unknown_payment';

/**
 * Records what became known of payments, in order, and lets the receivers' profiles know. The newest knowledge stands: a label that is
 * older than the one that stands, or says the same, changes nothing. Throws when a port's infrastructure fails, or when others keep
 * labelling the same payments; it may then be tried again.
 */
export const recordLabels = async (labels: readonly Label[], ports: LabelPorts): Promise<readonly LabelStatus[]> => {
  const statuses: LabelStatus[] = [];
  let left = labels.map((label, at) => ({ label, at }));
  return untilUndisturbed(`some of ${labels.length} labels kept being changed by others`, async () => {
    const compared = await compare(
      left.map(({ label }) => label),
      ports,
    );
    for (const [index, { at }] of left.entries()) statuses[at] = compared[index].status;
    const news = compared.flatMap((each) => (each.status === 'recorded' ? [each.news] : []));
    const refused = news.length === 0 ? [] : await write(news, ports);
    if (refused.length === 0) return statuses;
    const isLeft = leftAfter(refused);
    left = left.filter(({ label }, index) => isLeft(label, compared[index]));
    return undefined;
  });
};

type Compared =
  | { readonly status: 'recorded'; readonly news: RecordedLabel }
  | { readonly status: Exclude<LabelStatus, 'recorded'> };

/** All labels of a payment that somebody else labelled meanwhile are compared again, but for those that were written. */
const leftAfter = (refused: readonly RecordedLabel[]): ((label: Label, compared: Compared) => boolean) => {
  const payments = new Set(refused.map(({ paymentId }) => paymentId));
  return ({ paymentId }, compared) =>
    payments.has(paymentId) && (compared.status !== 'recorded' || refused.includes(compared.news));
};

/** Compares labels, in order, with what stands. */
const compare = async (labels: readonly Label[], ports: LabelPorts): Promise<readonly Compared[]> => {
  const ids = labels.map(({ paymentId }) => paymentId);
  const [decisions, standing] = await Promise.all([ports.findDecisions(ids), ports.findLabels(ids)]);
  const current = new Map(standing);
  return labels.map((label): Compared => {
    const decision = decisions.get(label.paymentId);
    if (decision === undefined) return { status: 'unknown_payment' };
    const before = current.get(label.paymentId);
    if (before !== undefined && (before.labelledAtMs >= label.labelledAtMs || before.fraud === label.fraud))
      return { status: 'unchanged' };
    current.set(label.paymentId, label);
    return {
      status: 'recorded',
      news: { ...label, decision, ...(before !== undefined && { replaces: before.fraud }) },
    };
  });
};

const write = async (news: readonly RecordedLabel[], ports: LabelPorts): Promise<readonly RecordedLabel[]> => {
  await tellReceivers(news, ports);
  return ports.writeLabels(news);
};

const tellReceivers = async (labels: readonly RecordedLabel[], ports: LabelPorts): Promise<void> => {
  const keys = [...new Set(labels.map(({ decision }) => accountKey(decision.payment.receiver.account)))];
  await untilUndisturbed(`the profiles of ${keys.length} labelled receivers kept changing`, async () => {
    const stored = await ports.readProfiles(keys);
    const profiles = new Map([...stored].map(([key, { profile }]) => [key, profile]));
    for (const label of labels) learn(label.decision.payment, label, profiles);
    const extensions = extensionsOf(profiles, stored);
    return (await ports.extendProfiles(extensions)).length === 0 ? extensions : undefined;
  });
};

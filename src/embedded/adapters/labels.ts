import { labelChangeOf } from '../../items/label-change.ts';
import type { Label, LabelPorts, RecordedLabel } from '../../ports.ts';
import type { Op, Store } from '../store.ts';
import { labelReference } from './change-reference.ts';
import type { ChangeOps } from './decisions.ts';

const keyOf = (paymentId: string): string => `L${paymentId}`;

/** The label that stands for a payment. */
export const findLabel = (store: Store, paymentId: string): Label | undefined => {
  const text = store.getText(keyOf(paymentId));
  return text === undefined ? undefined : JSON.parse(text);
};

/** Labels in the local store, each written in one atomic write with its entry on the change stream. */
export const createLabels = (store: Store, changeOps: ChangeOps): Pick<LabelPorts, 'findLabels' | 'writeLabels'> => ({
  findLabels: async (ids) =>
    new Map(
      ids.flatMap((id) => {
        const label = findLabel(store, id);
        return label === undefined ? [] : [[id, label]];
      }),
    ),
  writeLabels: async (labels) => {
    const { fitting, refused } = sorted(labels, (id) => findLabel(store, id)?.fraud);
    const references = fitting.map((label) => labelReference(labelChangeOf(label)));
    await store.stage([...fitting.map(opOf), ...changeOps(references)]);
    return refused;
  },
});

/** Labels of which what they replace stands, each with those before it written, and the others: someone else was quicker. */
const sorted = (labels: readonly RecordedLabel[], verdictOf: (paymentId: string) => boolean | undefined) => {
  const standing = new Map(labels.map(({ paymentId }) => [paymentId, verdictOf(paymentId)]));
  const [fitting, refused]: RecordedLabel[][] = [[], []];
  for (const label of labels) {
    const fits = standing.get(label.paymentId) === label.replaces;
    if (fits) standing.set(label.paymentId, label.fraud);
    (fits ? fitting : refused).push(label);
  }
  return { fitting, refused };
};

const opOf = ({ paymentId, fraud, labelledAtMs }: RecordedLabel): Op => ({
  key: keyOf(paymentId),
  value: JSON.stringify({ paymentId, fraud, labelledAtMs }),
});

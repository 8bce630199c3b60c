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
    const references = labels.map((label) => labelReference(labelChangeOf(label)));
    await store.stage([...labels.map(opOf), ...changeOps(references)]);
  },
});

const opOf = ({ paymentId, fraud, labelledAtMs }: RecordedLabel): Op => ({
  key: keyOf(paymentId),
  value: JSON.stringify({ paymentId, fraud, labelledAtMs }),
});

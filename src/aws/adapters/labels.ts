import { labelChangeOf } from '../../items/label-change.ts';
import type { Label, LabelPorts, RecordedLabel } from '../../ports.ts';
import { type Attributes, number, numberOf, text, textOf } from '../attributes.ts';
import type { Get } from '../batch-get.ts';
import { insert, update } from '../partiql.ts';
import type { Execute, Statement } from '../statements.ts';
import { labelItemKey } from './decision-item.ts';

export type LabelsSource = { readonly table: string; readonly get: Get; readonly execute: Execute };

/**
 * Labels in DynamoDB, beside the decisions that they are about, so that they come down the same stream. Each is written on the condition that the
 * label it replaces still stands: what the stream tells adds up, however many write at one time.
 */
export const createLabels = ({
  table,
  get,
  execute,
}: LabelsSource): Pick<LabelPorts, 'findLabels' | 'writeLabels'> => ({
  findLabels: async (paymentIds) => {
    const keys = [...new Set(paymentIds)].map(labelItemKey);
    const labels = (await get({ table, keys, consistent: true })).map(labelOf);
    return new Map(labels.map((label) => [label.paymentId, label]));
  },
  writeLabels: async (labels) => {
    const refused: RecordedLabel[] = [];
    for (const wave of wavesOf(labels)) {
      const written = await execute(wave.map((label) => statementOf(table, label)));
      refused.push(...wave.filter((_, at) => !written[at].done));
    }
    return refused;
  },
});

/** Labels of one payment replace each other in order, so no two of them travel together. */
const wavesOf = (labels: readonly RecordedLabel[]): readonly (readonly RecordedLabel[])[] => {
  const seen = new Map<string, number>();
  const waves: RecordedLabel[][] = [];
  for (const label of labels) {
    const wave = seen.get(label.paymentId) ?? 0;
    seen.set(label.paymentId, wave + 1);
    waves[wave] ??= [];
    waves[wave].push(label);
  }
  return waves;
};

const statementOf = (table: string, label: RecordedLabel): Statement => {
  const key = labelItemKey(label.paymentId);
  const attributes: Attributes = {
    label: text(JSON.stringify(labelChangeOf(label))),
    fraud: { BOOL: label.fraud },
    labelledAt: number(label.labelledAtMs),
  };
  return label.replaces === undefined
    ? insert(table, { ...key, ...attributes })
    : update(table, attributes, { ...key, fraud: { BOOL: label.replaces } });
};

const labelOf = (item: Attributes): Label => ({
  paymentId: JSON.parse(textOf(item, 'label')).paymentId,
  fraud: item['fraud']?.BOOL === true,
  labelledAtMs: numberOf(item, 'labelledAt'),
});

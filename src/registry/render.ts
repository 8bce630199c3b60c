import { renderTable } from '../cli/render-table.ts';
import type { Entry, KeptComparison } from '../domain/registry/records.ts';

/** What stands of each model: its role, and how far it is on its way. */
export type Listed = {
  readonly entry: Entry;
  readonly roles: readonly string[];
  readonly comparisons: number;
  readonly approvals: readonly string[];
};

export const renderModels = (models: readonly Listed[]): string =>
  renderTable(
    ['model', 'role', 'registered', 'by', 'data', 'code', 'average precision', 'compared', 'approved by'],
    models.map(({ entry, roles, comparisons, approvals }) => [
      entry.id,
      roles.join(', '),
      entry.registeredAt,
      entry.registeredBy,
      entry.dataDigest.slice(0, 12),
      entry.codeRevision.replace(/^([0-9a-f]{12})[0-9a-f]*/, '$1'),
      entry.metrics['averagePrecision'] === undefined ? null : Number(entry.metrics['averagePrecision'].toFixed(4)),
      comparisons,
      approvals.join(', '),
    ]),
  );

/** The measures side by side; a difference is told apart from chance when its interval leaves 0 out. */
export const renderComparison = (comparison: KeptComparison): string => {
  const { champion, challenger, table, measures, confidence, resamples, digest } = comparison;
  const rows = measures.map(({ name, low, high, ...each }) => [
    name,
    rounded(each.champion),
    rounded(each.challenger),
    `${signed(each.difference)} (${signed(low)} to ${signed(high)})`,
    low > 0 || high < 0 ? 'differs' : '',
  ]);
  return [
    `${table.rows.toLocaleString('en')} payments, ${table.frauds.toLocaleString('en')} of them fraud, ${table.from} to ${table.to}`,
    renderTable(
      [
        'measure',
        `champion ${champion}`,
        `challenger ${challenger}`,
        `difference (${confidence * 100} %, ${resamples} resamples)`,
        '',
      ],
      rows,
    ),
    `Comparison ${digest}`,
  ].join('\n');
};

const rounded = (value: number): number => Number(value.toFixed(4));
const signed = (value: number): string => `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(4)}`;

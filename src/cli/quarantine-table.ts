import type { Quarantined } from '../ports.ts';
import { escaped } from './escaped.ts';

/** Prints quarantined records as a table, or whole as JSON, one a line; answers with what to say at the end. */
export const printQuarantine = async (records: AsyncIterable<Quarantined>, json: boolean): Promise<string> => {
  let count = 0;
  for await (const record of records) {
    if (count === 0 && !json) console.log(row('ID', 'SINCE', 'REASON', 'DETAIL', 'PAYLOAD'));
    console.log(json ? JSON.stringify(record) : rowOf(record));
    count += 1;
  }
  return json ? '' : count === 0 ? 'Nothing is in quarantine.' : `${count} in quarantine.`;
};

const rowOf = ({ id, at, reason, detail, payload }: Quarantined): string =>
  row(escaped(id), at, reason, excerpt(detail, 60), excerpt(payload, 60));

const row = (id: string, at: string, reason: string, detail: string, payload: string): string =>
  `${id.padEnd(77)}  ${at.padEnd(24)}  ${reason.padEnd(18)}  ${detail.padEnd(62)}  ${payload}`;

const excerpt = (text: string, most: number): string =>
  escaped(text.length > most ? `${text.slice(0, most - 1)}…` : text);

import type { Quarantined } from '../ports.ts';

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
  row(id, at, reason, excerpt(detail, 60), excerpt(payload, 60));

const row = (id: string, at: string, reason: string, detail: string, payload: string): string =>
  `${id.padEnd(77)}  ${at.padEnd(24)}  ${reason.padEnd(18)}  ${detail.padEnd(62)}  ${payload}`;

/** Escaped, for a payload may hold what would move a terminal's cursor. */
const excerpt = (text: string, most: number): string =>
  JSON.stringify(text.length > most ? `${text.slice(0, most - 1)}…` : text)
    .slice(1, -1)
    .replace(/[\u007f-\u009f]/g, '?');

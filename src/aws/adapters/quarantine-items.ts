import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Quarantined } from '../../ports.ts';
import { type Attributes, binary, binaryOf, number, numberOf, text, textOf } from '../attributes.ts';

/** A record of Kinesis may be larger than the 400 KB of an item. */
const PART_BYTES = 380_000;

/** How many records are in quarantine, in `records`. */
export const COUNT_KEY: Attributes = { pk: text('count'), sk: text('quarantine') };

/** The partition of the console's table that holds the entries. */
export const ENTRIES = 'quarantine';

export const entryKey = (id: string): Attributes => ({ pk: text(ENTRIES), sk: text(id) });

export const entryItem = ({ id, reason, detail, partitionKey, at }: Quarantined, parts: number): Attributes => ({
  ...entryKey(id),
  reason: text(reason),
  detail: text(detail.slice(0, 1_000)),
  partitionKey: text(partitionKey),
  at: text(at),
  parts: number(parts),
});

/** The items that hold a record's payload, deflated. */
export const partItems = ({ id, payload }: Quarantined): readonly Attributes[] => {
  const bytes = deflateRawSync(payload);
  return Array.from({ length: Math.ceil(bytes.length / PART_BYTES) }, (_, at) => ({
    ...partKey(id, at),
    body: binary(bytes.subarray(at * PART_BYTES, (at + 1) * PART_BYTES)),
  }));
};

export const partKeysOf = (entry: Attributes): readonly Attributes[] =>
  Array.from({ length: numberOf(entry, 'parts') }, (_, at) => partKey(textOf(entry, 'sk'), at));

/** A record as it was kept, from its entry and the parts of its payload in any order. */
export const recordOf = (entry: Attributes, parts: readonly Attributes[]): Quarantined => {
  const bodies = parts
    .toSorted((a, b) => (textOf(a, 'sk') < textOf(b, 'sk') ? -1 : 1))
    .map((part) => binaryOf(part, 'body'));
  return {
    id: textOf(entry, 'sk'),
    reason: textOf(entry, 'reason'),
    detail: textOf(entry, 'detail'),
    payload: inflateRawSync(Buffer.concat(bodies)).toString('utf8'),
    partitionKey: textOf(entry, 'partitionKey'),
    at: textOf(entry, 'at'),
  };
};

const PARTS = 'payload#';

/** The id of the record that a part is of. */
export const recordIdOf = (part: Attributes): string => textOf(part, 'pk').slice(PARTS.length);

const partKey = (id: string, at: number): Attributes => ({
  pk: text(`${PARTS}${id}`),
  sk: text(String(at).padStart(4, '0')),
});

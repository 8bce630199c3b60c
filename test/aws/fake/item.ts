/** An attribute as DynamoDB's JSON carries it: binary in base64. */
export type Value = { readonly S?: string; readonly N?: string; readonly B?: string; readonly BOOL?: boolean };
export type Item = Readonly<Record<string, Value>>;

/** Bytes of an item as DynamoDB bills them: names and values in UTF-8; a number takes one byte for two digits, and one more. */
export const itemBytes = (item: Item): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0);

const valueBytes = ({ S, N, B }: Value): number => {
  if (S !== undefined) return Buffer.byteLength(S);
  if (B !== undefined) return Buffer.byteLength(B, 'base64');
  if (N === undefined) return 1;
  const digits = N.replace(/[^0-9]/g, '').replace(/^0+|0+$/g, '');
  return Math.ceil(digits.length / 2) + 1 + (N.startsWith('-') ? 1 : 0);
};

/** A write unit is 1 KB of the larger of what was there and what is there now. */
export const writeUnits = (...versions: readonly (Item | undefined)[]): number =>
  Math.max(1, ...versions.map((item) => Math.ceil((item === undefined ? 0 : itemBytes(item)) / 1024)));

/** A read unit is 4 KB, or 8 KB where the read may be behind; of an item that is not there as of a small one. */
export const readUnits = (bytes: number, consistent: boolean): number =>
  Math.max(1, Math.ceil(bytes / 4096)) * (consistent ? 1 : 0.5);

export const same = (a: Value | undefined, b: Value | undefined): boolean =>
  a !== undefined && b !== undefined && JSON.stringify(a) === JSON.stringify(b);

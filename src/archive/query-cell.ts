/** A value as a query's answer tells it, in JSON and in a table. */
export type Cell = string | number | boolean | null | readonly Cell[];

/** The cell of a value of the engine: whole numbers beyond what a double holds as text, times in ISO 8601. */
export const cellOf = (value: unknown): Cell => {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(cellOf);
  return String(value);
};

/**
 * Columns of the archive, in order, with their types in Athena. A row is one change: a decision, or a label that became known later; a
 * column that does not apply is null. The Glue table of the stack has the same (a test compares them).
 */
export const ARCHIVE_COLUMNS = [
  ['kind', 'string'],
  ['payment_id', 'string'],
  ['recorded_at', 'timestamp'],
  ['occurred_at', 'timestamp'],
  ['type', 'string'],
  ['amount_minor', 'bigint'],
  ['currency', 'string'],
  ['sender', 'string'],
  ['receiver', 'string'],
  ['sender_country', 'string'],
  ['receiver_country', 'string'],
  ['sender_balance_before_minor', 'bigint'],
  ['receiver_balance_before_minor', 'bigint'],
  ['channel', 'string'],
  ['device', 'string'],
  ['ip', 'string'],
  ['card', 'string'],
  ['merchant_category', 'string'],
  ['latitude', 'double'],
  ['longitude', 'double'],
  ['failed', 'boolean'],
  ['outcome', 'string'],
  ['probability', 'double'],
  ['expected_loss_minor', 'bigint'],
  ['rung', 'string'],
  ['reasons', 'array<string>'],
  ['model_version', 'string'],
  ['rules_version', 'string'],
  ['policy_version', 'string'],
  ['features_version', 'string'],
  ['fraud', 'boolean'],
  ['labelled_at', 'timestamp'],
  ['shadow_model', 'string'],
  ['shadow_probability', 'double'],
  ['shadow_outcome', 'string'],
] as const;

export type ColumnType = (typeof ARCHIVE_COLUMNS)[number][1];

/** The table, and the folder of its files. */
export const ARCHIVE_TABLE = 'changes';
/** Files lie in a folder a day, such as `day=2026-11-21`. */
export const ARCHIVE_PARTITION = 'day';

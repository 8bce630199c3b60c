/** Columns of the archive, in order, as Athena types; every row is one change: a decision, or a label that became known later. */
export const ARCHIVE_COLUMNS = [
  ['kind', 'string', 'decision or label'],
  ['payment_id', 'string', ''],
  ['recorded_at', 'timestamp', 'when it was decided, or its label recorded, UTC'],
  ['occurred_at', 'timestamp', 'when the payment was made, UTC'],
  ['type', 'string', ''],
  ['amount_minor', 'bigint', 'in minor units of the currency'],
  ['currency', 'string', 'ISO 4217'],
  ['sender', 'string', 'account'],
  ['receiver', 'string', 'account'],
  ['outcome', 'string', 'approve, review or block'],
  ['probability', 'double', 'calibrated probability of fraud, 0-1'],
  ['expected_loss_minor', 'bigint', 'US cents'],
  ['rung', 'string', 'what scored it'],
  ['reasons', 'array<string>', 'codes'],
  ['model_version', 'string', ''],
  ['rules_version', 'string', ''],
  ['policy_version', 'string', ''],
  ['features_version', 'string', ''],
  ['fraud', 'boolean', 'of a label: what became known'],
  ['labelled_at', 'timestamp', 'of a label: when it became known, UTC; the latest stands'],
  ['shadow_model', 'string', 'of the challenger that scored beside it, if one did'],
  ['shadow_probability', 'double', 'of fraud, by the challenger'],
  ['shadow_outcome', 'string', 'what would have been decided with it'],
] as const satisfies readonly (readonly [name: string, type: string, comment: string])[];

/** Rows are laid by the day they reached the archive, UTC: `day=2026-11-21`. */
export const ARCHIVE_PARTITION = 'day';
export const ARCHIVE_TABLE = 'changes';

-- Audit trail of an account: every decision about it and every label, with the versions that made the decision. Put the account where ACCOUNT stands.
WITH decided AS (
  SELECT DISTINCT payment_id FROM changes
  WHERE kind = 'decision' AND (sender = 'ACCOUNT' OR receiver = 'ACCOUNT')
)
SELECT DISTINCT changes.recorded_at, changes.kind, changes.payment_id, changes.type, changes.amount_minor, changes.currency,
       changes.sender, changes.receiver, changes.outcome, changes.probability, changes.rung, changes.reasons,
       changes.model_version, changes.rules_version, changes.policy_version, changes.features_version, changes.fraud,
       changes.labelled_at
FROM changes JOIN decided ON decided.payment_id = changes.payment_id
ORDER BY changes.recorded_at, changes.payment_id

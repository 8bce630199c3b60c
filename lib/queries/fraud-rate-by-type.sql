-- Fraud rate by type: of the payments whose truth is known, how many were fraud, and how many of those were stopped.
WITH decided AS (
  SELECT DISTINCT payment_id, type, outcome FROM changes WHERE kind = 'decision'
),
known AS (
  SELECT payment_id, fraud,
         row_number() OVER (PARTITION BY payment_id ORDER BY labelled_at DESC NULLS LAST, recorded_at DESC) AS newest
  FROM changes WHERE kind = 'label'
)
SELECT decided.type,
       count(*) AS labelled,
       sum(CASE WHEN known.fraud THEN 1 ELSE 0 END) AS fraud,
       avg(CASE WHEN known.fraud THEN 1.0 ELSE 0.0 END) AS fraud_rate,
       sum(CASE WHEN known.fraud AND decided.outcome <> 'approve' THEN 1 ELSE 0 END) AS fraud_stopped
FROM decided JOIN known ON known.payment_id = decided.payment_id AND known.newest = 1
GROUP BY decided.type
ORDER BY fraud_rate DESC

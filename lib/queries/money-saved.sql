-- Money saved: what confirmed fraud would have taken, by day and currency, and what it did take.
WITH decided AS (
  SELECT DISTINCT payment_id, recorded_at, amount_minor, currency, outcome FROM changes WHERE kind = 'decision'
),
known AS (
  SELECT payment_id, fraud,
         row_number() OVER (PARTITION BY payment_id ORDER BY labelled_at DESC NULLS LAST, recorded_at DESC) AS newest
  FROM changes WHERE kind = 'label'
)
SELECT date_trunc('day', decided.recorded_at) AS decided_on,
       decided.currency,
       sum(CASE WHEN decided.outcome <> 'approve' THEN decided.amount_minor ELSE 0 END) AS saved_minor,
       sum(CASE WHEN decided.outcome = 'approve' THEN decided.amount_minor ELSE 0 END) AS lost_minor
FROM decided JOIN known ON known.payment_id = decided.payment_id AND known.newest = 1
WHERE known.fraud
GROUP BY 1, 2
ORDER BY 1 DESC, 2

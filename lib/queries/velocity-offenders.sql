-- Velocity offenders: senders with the most payments within one hour.
WITH decided AS (
  SELECT DISTINCT payment_id, sender, occurred_at, amount_minor, currency, outcome FROM changes WHERE kind = 'decision'
)
SELECT sender,
       date_trunc('hour', occurred_at) AS in_hour,
       count(*) AS payments,
       sum(CASE WHEN outcome <> 'approve' THEN 1 ELSE 0 END) AS held_or_blocked,
       sum(amount_minor) AS amount_minor,
       currency
FROM decided
GROUP BY sender, date_trunc('hour', occurred_at), currency
HAVING count(*) >= 10
ORDER BY payments DESC, sender
LIMIT 100

-- title: Retention by month of the first activity
-- says: Of those whose first activity was in a month, the share (%) who were active so many months later.
-- plot: heat
-- x: months_later
-- y: cohort
-- value: percent
WITH months AS (
  SELECT DISTINCT athlete_key, date_trunc('month', started_at) AS month FROM activity_measured
  WHERE athlete_key IS NOT NULL AND CAST(started_at AS DATE) <= getvariable('today')
), firsts AS (
  SELECT athlete_key, min(month) AS first FROM months GROUP BY athlete_key
), sizes AS (
  SELECT first, count(*) AS athletes FROM firsts GROUP BY first
)
SELECT
  strftime(first, '%Y-%m') AS cohort,
  sizes.athletes,
  datediff('month', first, month) AS months_later,
  round(100 * count(*) / any_value(sizes.athletes), 1) AS percent
FROM months
JOIN firsts USING (athlete_key)
JOIN sizes USING (first)
WHERE datediff('month', first, month) < 13
GROUP BY ALL
ORDER BY ALL

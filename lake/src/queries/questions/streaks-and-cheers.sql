-- title: Streaks kept, with and without cheers
-- says: Of the evenings on which a streak was about to end, the share (%) on which it was kept, by whether somebody had cheered or given kudos that day.
-- plot: bars
-- x: evening
-- y: percent_kept
WITH risks AS (
  SELECT DISTINCT athlete_key, "day" FROM streak_at_risk WHERE athlete_key IS NOT NULL AND "day" < getvariable('today')
), cheers AS (
  SELECT unnest(to_athlete_keys) AS athlete_key, CAST(occurred_at AS DATE) AS "day" FROM cheer_given
  UNION SELECT subject_owner_key, CAST(occurred_at AS DATE) FROM kudos_given WHERE subject_owner_key <> athlete_key
), kept AS (
  SELECT DISTINCT athlete_key, CAST(started_at AS DATE) AS "day" FROM activity_measured
)
SELECT
  CASE WHEN cheers.athlete_key IS NULL THEN 'nobody cheered' ELSE 'somebody cheered' END AS evening,
  count(*) AS evenings,
  round(100 * count(kept.athlete_key) / count(*), 1) AS percent_kept
FROM risks
LEFT JOIN cheers USING (athlete_key, "day")
LEFT JOIN kept USING (athlete_key, "day")
GROUP BY ALL
ORDER BY evening

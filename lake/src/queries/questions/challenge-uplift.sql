-- title: What challenges change
-- says: Activities a week of those who joined a challenge, in the four weeks before and after, beside those of athletes who were active and joined none.
-- plot: bars
-- x: athletes
-- y: before, after
WITH activities AS (
  SELECT activity_id, any_value(athlete_key) AS athlete_key, min(started_at) AS started_at FROM activity_measured
  WHERE athlete_key IS NOT NULL GROUP BY activity_id
), joined AS (
  SELECT athlete_key, min(coalesce(joined_at, occurred_at)) AS since FROM challenge_participation_changed
  WHERE participating AND athlete_key IS NOT NULL GROUP BY athlete_key
), others AS (
  -- Who joined none is looked at around the middle of the joins.
  SELECT DISTINCT athlete_key, (SELECT make_timestamp(CAST(median(epoch(since)) * 1000000 AS BIGINT)) FROM joined) AS since FROM activities
  WHERE athlete_key NOT IN (SELECT athlete_key FROM joined)
), everybody AS (
  SELECT 'joined a challenge' AS athletes, athlete_key, since FROM joined
  UNION ALL SELECT 'joined none', athlete_key, since FROM others WHERE since IS NOT NULL
), counts AS (
  SELECT
    everybody.athletes,
    everybody.athlete_key,
    count(activity_id) FILTER (started_at < since) AS before,
    count(activity_id) FILTER (started_at >= since) AS after
  FROM everybody
  LEFT JOIN activities
    ON activities.athlete_key = everybody.athlete_key AND abs(datediff('hour', everybody.since, started_at)) <= 28 * 24
  GROUP BY ALL
)
SELECT athletes, count(*) AS number, round(avg(before) / 4, 2) AS before, round(avg(after) / 4, 2) AS after
FROM counts GROUP BY athletes ORDER BY athletes

-- title: Who comes back
-- says: For each athlete of whom it was considered, after two weeks without an activity, whether a friend's word would be welcome: what was known in that moment.
WITH moments AS (
  SELECT athlete_key, last_day, occurred_at AS moment FROM nudge_considered WHERE athlete_key IS NOT NULL
), told AS (
  SELECT activity_id, athlete_key, revision, deleted, started_at, time_zone, greatest(occurred_at, received_at) AS known_at FROM activity_measured
  UNION ALL
  SELECT activity_id, athlete_key, revision, deleted, started_at, time_zone, greatest(occurred_at, received_at) FROM activity_changed
), outings AS (
  SELECT moments.athlete_key, moments.moment, CAST(arg_max(timezone(told.time_zone, timezone('UTC', told.started_at)), told.revision) AS DATE) AS "day"
  FROM moments
  JOIN told ON told.athlete_key = moments.athlete_key AND told.known_at < moments.moment
  GROUP BY moments.athlete_key, moments.moment, told.activity_id
  HAVING NOT arg_max(told.deleted, told.revision)
), days AS (
  SELECT
    moments.athlete_key,
    moments.moment,
    count(DISTINCT "day") FILTER ("day" > last_day - 56 AND "day" <= last_day) / 8 AS days_a_week,
    count(DISTINCT date_trunc('week', "day")) FILTER ("day" > last_day - 56 AND "day" <= last_day) AS weeks_out
  FROM moments LEFT JOIN outings USING (athlete_key, moment)
  GROUP BY moments.athlete_key, moments.moment
), acts AS (
  SELECT athlete_key, occurred_at FROM kudos_given
  UNION ALL SELECT author_key, occurred_at FROM comment_added
  UNION ALL SELECT author_key, occurred_at FROM post_created
  UNION ALL SELECT follower_key, occurred_at FROM follow_changed WHERE cause = 'FOLLOWED'
), among AS (
  SELECT
    moments.athlete_key,
    moments.moment,
    count(acts.occurred_at) AS acts,
    -- Whole weeks, from Monday on, since those are what the platform counts.
    count(acts.occurred_at) FILTER (date_trunc('week', acts.occurred_at) > last_day) AS acts_since
  FROM moments
  LEFT JOIN acts ON acts.athlete_key = moments.athlete_key AND acts.occurred_at < moments.moment
    AND date_trunc('week', acts.occurred_at) > moments.moment - INTERVAL 56 DAY
  GROUP BY moments.athlete_key, moments.moment
)
SELECT
  athlete_key,
  moment,
  round(days_a_week, 3) AS days_a_week,
  weeks_out,
  acts,
  acts_since
FROM days JOIN among USING (athlete_key, moment)
ORDER BY ALL

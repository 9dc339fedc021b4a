-- title: The hour of a reminder
-- says: For each reminder of a streak that was planned, and each hour that it could have had: what was known in that moment of when the athlete is out. `is_drawn` marks the hour that it had.
WITH reminders AS (
  SELECT athlete_key, "day", unit, count AS periods, hour AS drawn, occurred_at AS moment, isodow("day") >= 6 AS is_weekend
  FROM reminder_planned WHERE athlete_key IS NOT NULL
), told AS (
  SELECT activity_id, athlete_key, revision, deleted, started_at, time_zone, greatest(occurred_at, received_at) AS known_at FROM activity_measured
  UNION ALL
  SELECT activity_id, athlete_key, revision, deleted, started_at, time_zone, greatest(occurred_at, received_at) FROM activity_changed
), outings AS (
  -- The state of each activity that was known in the moment.
  SELECT
    reminders.athlete_key,
    reminders."day",
    arg_max(timezone(told.time_zone, timezone('UTC', told.started_at)), told.revision) AS local_start
  FROM reminders
  JOIN told ON told.athlete_key = reminders.athlete_key AND told.known_at < reminders.moment AND told.started_at >= reminders.moment - INTERVAL 56 DAY
  GROUP BY reminders.athlete_key, reminders."day", told.activity_id
  HAVING NOT arg_max(told.deleted, told.revision)
), starts AS (
  SELECT athlete_key, "day", hour(local_start) AS start_hour, isodow(local_start) >= 6 AS on_weekend FROM outings
)
SELECT
  reminders.athlete_key,
  reminders."day",
  hours.hour = reminders.drawn AS is_drawn,
  hours.hour,
  count(*) FILTER (start_hour < hours.hour) / greatest(count(start_hour), 1) AS before,
  count(*) FILTER (start_hour >= hours.hour AND start_hour < hours.hour + 3) / greatest(count(start_hour), 1) AS soon,
  count(*) FILTER (start_hour >= hours.hour + 3 AND start_hour < hours.hour + 6) / greatest(count(start_hour), 1) AS later,
  count(start_hour) AS outings,
  CAST(any_value(reminders.is_weekend) AS INT) AS weekend,
  any_value(reminders.periods) AS periods,
  CAST(any_value(reminders.unit) = 'WEEKS' AS INT) AS weeks
FROM reminders
CROSS JOIN (SELECT unnest([8, 10, 12, 14, 16, 18, 20]) AS hour) AS hours
LEFT JOIN starts ON starts.athlete_key = reminders.athlete_key AND starts."day" = reminders."day" AND starts.on_weekend = reminders.is_weekend
GROUP BY reminders.athlete_key, reminders."day", reminders.drawn, hours.hour
ORDER BY ALL

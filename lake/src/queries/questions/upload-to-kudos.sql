-- title: From an upload to kudos
-- says: How many of the uploads of the last ninety days became an activity, one that others may see, and one that somebody gave kudos.
-- plot: bars
-- x: step
-- y: uploads
-- A file that was put at its address has no upload_received: its first sign is what became of it.
WITH signs AS (
  SELECT upload_id, occurred_at FROM upload_received
  UNION ALL SELECT upload_id, occurred_at FROM upload_failed
  UNION ALL SELECT upload_id, occurred_at FROM activity_measured WHERE upload_id IS NOT NULL
), uploads AS (
  SELECT upload_id FROM signs GROUP BY upload_id HAVING CAST(min(occurred_at) AS DATE) > getvariable('today') - 90
), made AS (
  SELECT DISTINCT upload_id, activity_id FROM activity_measured WHERE upload_id IS NOT NULL
), states AS (
  SELECT activity_id, revision, visibility, deleted FROM activity_measured
  UNION ALL SELECT activity_id, revision, visibility, deleted FROM activity_changed
), shown AS (
  SELECT activity_id FROM states GROUP BY activity_id
  HAVING arg_max(visibility, revision) <> 'ONLY_ME' AND NOT arg_max(deleted, revision)
), steps AS (
  SELECT
    upload_id,
    bool_or(made.activity_id IS NOT NULL) AS is_activity,
    bool_or(shown.activity_id IS NOT NULL) AS is_shown,
    bool_or(kudos.subject_id IS NOT NULL) AS has_kudos
  FROM uploads
  LEFT JOIN made USING (upload_id)
  LEFT JOIN shown USING (activity_id)
  LEFT JOIN (SELECT DISTINCT subject_id FROM kudos_given) AS kudos ON kudos.subject_id = shown.activity_id
  GROUP BY upload_id
)
SELECT '1 received' AS step, count(*) AS uploads FROM steps
UNION ALL SELECT '2 an activity', count(*) FILTER (is_activity) FROM steps
UNION ALL SELECT '3 seen by others', count(*) FILTER (is_shown) FROM steps
UNION ALL SELECT '4 with kudos', count(*) FILTER (has_kudos) FROM steps
ORDER BY step

-- title: Segments by efforts
-- says: The segments with most efforts, and how many athletes made them.
-- plot: bars
-- x: segment_id
-- y: efforts, athletes
WITH told AS (
  SELECT
    athlete_key,
    occurred_at,
    unnest(efforts_effort_id) AS effort_id,
    unnest(efforts_segment_id) AS segment_id,
    unnest(efforts_revision) AS revision,
    unnest(efforts_deleted) AS deleted
  FROM effort_recorded
), efforts AS (
  SELECT effort_id, any_value(athlete_key) AS athlete_key, any_value(segment_id) AS segment_id FROM told
  GROUP BY effort_id HAVING NOT arg_max(deleted, revision)
)
SELECT segment_id, count(*) AS efforts, count(DISTINCT athlete_key) AS athletes
FROM efforts GROUP BY segment_id
ORDER BY efforts DESC, segment_id LIMIT 20

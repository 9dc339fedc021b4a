-- title: What happens in feeds
-- says: On each day, how many activities, posts and achievements came into feeds, and how many kudos and comments were given.
-- plot: lines
-- x: day
-- y: number
-- by: what
WITH happened AS (
  SELECT CAST(occurred_at AS DATE) AS day, lower(kind) AS what FROM feed_item_recorded WHERE is_news IS DISTINCT FROM false
  UNION ALL SELECT CAST(occurred_at AS DATE), 'kudos' FROM kudos_given
  UNION ALL SELECT CAST(occurred_at AS DATE), 'comment' FROM comment_added
)
SELECT day, what, count(*) AS number FROM happened
WHERE day > getvariable('today') - 90 AND day <= getvariable('today')
GROUP BY ALL
ORDER BY ALL

-- title: Active athletes by persona
-- says: How many athletes did something on a day (DAU), within seven days (WAU) and within thirty (MAU): recorded an activity, or told others something.
-- plot: lines
-- x: day
-- y: dau, wau, mau
-- by: persona
WITH personas AS (
  SELECT athlete_key, arg_max(persona, revision) AS persona FROM athlete_changed GROUP BY athlete_key
), deeds AS (
  SELECT athlete_key, CAST(started_at AS DATE) AS day FROM activity_measured
  UNION SELECT athlete_key, CAST(occurred_at AS DATE) FROM kudos_given
  UNION SELECT author_key, CAST(occurred_at AS DATE) FROM comment_added
  UNION SELECT author_key, CAST(occurred_at AS DATE) FROM post_created
  UNION SELECT athlete_key, CAST(occurred_at AS DATE) FROM cheer_given
  UNION SELECT athlete_key, CAST(occurred_at AS DATE) FROM challenge_participation_changed WHERE participating
  UNION SELECT athlete_key, CAST(occurred_at AS DATE) FROM club_event_rsvp_changed WHERE answer IS NOT NULL
), days AS (
  SELECT CAST(unnest(generate_series(getvariable('today') - 89, getvariable('today'), INTERVAL 1 DAY)) AS DATE) AS day
)
SELECT
  days.day,
  coalesce(persona, 'UNKNOWN') AS persona,
  count(DISTINCT athlete_key) FILTER (deeds.day = days.day) AS dau,
  count(DISTINCT athlete_key) FILTER (deeds.day > days.day - 7) AS wau,
  count(DISTINCT athlete_key) AS mau
FROM days
JOIN deeds ON deeds.day <= days.day AND deeds.day > days.day - 30
LEFT JOIN personas USING (athlete_key)
WHERE athlete_key IS NOT NULL
GROUP BY ALL
ORDER BY ALL

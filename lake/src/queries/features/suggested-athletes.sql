-- title: Whom to follow
-- says: For each athlete and each one who is not followed and has something in common that everybody may see, as of the beginning of `today` (UTC): what they have in common.
WITH edges AS (
  SELECT follower_key AS viewer_key, followee_key, max(occurred_at) AS since FROM follow_changed
  WHERE occurred_at < getvariable('today') AND received_at < getvariable('today') AND follower_key IS NOT NULL AND followee_key IS NOT NULL
  GROUP BY ALL HAVING arg_max(state, revision) = 'FOLLOWING'
), newest AS (
  -- As social reads it: the forty followed last.
  SELECT viewer_key, followee_key FROM edges QUALIFY row_number() OVER (PARTITION BY viewer_key ORDER BY since DESC, followee_key) <= 40
), accounts AS (
  SELECT
    athlete_key,
    arg_max(country, revision) AS country,
    arg_max(time_zone, revision) AS time_zone,
    arg_max(persona, revision) AS persona,
    arg_max(NOT is_private AND NOT deleted AND coalesce(suggestible, true) AND profile_visibility = 'EVERYONE', revision) AS may_be_found
  FROM athlete_changed
  WHERE occurred_at < getvariable('today') AND received_at < getvariable('today') AND athlete_key IS NOT NULL
  GROUP BY athlete_key
), clubs AS (
  SELECT club_id FROM club_changed WHERE occurred_at < getvariable('today') AND received_at < getvariable('today')
  GROUP BY club_id HAVING arg_max(access = 'OPEN' AND NOT dissolved, revision)
), members AS (
  SELECT club_id AS group_id, athlete_key, 'SAME_CLUB' AS reason FROM club_membership_changed SEMI JOIN clubs USING (club_id)
  WHERE occurred_at < getvariable('today') AND received_at < getvariable('today')
  GROUP BY club_id, athlete_key HAVING arg_max(status, revision) = 'ACTIVE'
), racers AS (
  SELECT DISTINCT unnest(efforts_segment_id) AS group_id, athlete_key, 'SAME_SEGMENTS' AS reason FROM effort_recorded
  WHERE visibility = 'EVERYONE' AND occurred_at < getvariable('today') AND received_at < getvariable('today')
), entrants AS (
  SELECT challenge_id AS group_id, athlete_key, 'SAME_CHALLENGE' AS reason FROM challenge_participation_changed
  WHERE occurred_at < getvariable('today') AND received_at < getvariable('today')
  GROUP BY challenge_id, athlete_key HAVING arg_max(participating, revision)
), groups AS (
  SELECT * FROM members UNION ALL SELECT * FROM racers UNION ALL SELECT * FROM entrants
), ties AS (
  SELECT one.viewer_key, two.followee_key AS candidate_key, 'FOLLOWED_BY_FOLLOWED' AS reason, one.followee_key AS via
  FROM newest AS one JOIN newest AS two ON two.viewer_key = one.followee_key
  UNION ALL
  SELECT own.athlete_key, other.athlete_key, own.reason, own.group_id
  FROM groups AS own JOIN groups AS other USING (group_id, reason)
), sized AS (
  SELECT *, 1 / log2(1 + count(*) OVER (PARTITION BY viewer_key, reason, via)) AS strength FROM ties
  WHERE candidate_key <> viewer_key AND viewer_key IS NOT NULL AND candidate_key IS NOT NULL
), counted AS (
  -- The five strongest ties of each kind.
  SELECT *, row_number() OVER (PARTITION BY viewer_key, candidate_key, reason ORDER BY strength DESC) <= 5 AS is_counted FROM sized
), pairs AS (
  SELECT
    viewer_key,
    candidate_key,
    count(*) FILTER (reason = 'FOLLOWED_BY_FOLLOWED') AS friends,
    count(*) FILTER (reason = 'SAME_CLUB') AS clubs,
    count(*) FILTER (reason = 'SAME_SEGMENTS') AS segments,
    count(*) FILTER (reason = 'SAME_CHALLENGE') AS challenges,
    sum(strength * CASE reason WHEN 'FOLLOWED_BY_FOLLOWED' THEN 3 WHEN 'SAME_CLUB' THEN 2 WHEN 'SAME_SEGMENTS' THEN 1.5 ELSE 1 END)
      FILTER (is_counted) AS score
  FROM counted GROUP BY viewer_key, candidate_key
)
SELECT
  pairs.viewer_key,
  pairs.candidate_key,
  round(score, 6) AS score,
  friends,
  clubs,
  segments,
  challenges,
  CAST(back.viewer_key IS NOT NULL AS INT) AS follows_viewer,
  CAST(own.country = other.country AS INT) AS same_country,
  CAST(own.time_zone = other.time_zone AS INT) AS same_time_zone,
  CAST(own.persona = other.persona AS INT) AS same_persona
FROM pairs
JOIN accounts AS own ON own.athlete_key = pairs.viewer_key
JOIN accounts AS other ON other.athlete_key = pairs.candidate_key AND other.may_be_found
LEFT JOIN edges AS back ON back.viewer_key = pairs.candidate_key AND back.followee_key = pairs.viewer_key
ANTI JOIN edges AS known ON known.viewer_key = pairs.viewer_key AND known.followee_key = pairs.candidate_key
QUALIFY row_number() OVER (PARTITION BY pairs.viewer_key ORDER BY score DESC, pairs.candidate_key) <= 200
ORDER BY ALL

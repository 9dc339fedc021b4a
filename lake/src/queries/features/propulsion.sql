-- title: What moved an athlete
-- says: For each recording that is given: what its seconds say of feet, bicycle, e-bike or vehicle. All of it stands in the recording itself, so nothing of later is in a row.
WITH samples AS (
  SELECT
    recording_id,
    activity_id,
    athlete_key,
    occurred_at AS moment,
    generate_subscripts(samples_elapsed_seconds, 1) AS place,
    unnest(samples_elapsed_seconds) AS since,
    unnest(samples_speed_mps) AS speed,
    unnest(samples_gradient) AS gradient,
    unnest(samples_heart_rate_bpm) AS heart_rate,
    unnest(samples_cadence_rpm) AS cadence,
    unnest(samples_power_watts) AS power
  FROM recording_shared
), spans AS (
  SELECT *, lead(since) OVER recording AS until, lead(speed) OVER recording AS next_speed FROM samples
  WINDOW recording AS (PARTITION BY recording_id ORDER BY place)
), stretches AS (
  -- A gap of more than half a minute is no movement.
  SELECT *, count(*) FILTER (until - since > 30) OVER (PARTITION BY recording_id ORDER BY place) AS stretch FROM spans
), seconds AS (
  SELECT *, unnest(generate_series(CAST(ceil(since) AS BIGINT), CAST(ceil(until) AS BIGINT) - 1)) AS second FROM stretches WHERE until - since <= 30
), numbered AS (
  SELECT
    recording_id,
    stretch,
    row_number() OVER (PARTITION BY recording_id ORDER BY second) AS place,
    CASE WHEN second = since THEN speed ELSE speed + (next_speed - speed) / (until - since) * (second - since) END AS pace,
    gradient,
    heart_rate,
    cadence,
    power
  FROM seconds
), changing AS (
  SELECT
    *,
    lead(pace) OVER recording AS next_pace,
    CASE WHEN lead(stretch, 5) OVER recording = stretch THEN (lead(pace, 5) OVER recording - pace) / 5 END AS gain
  FROM numbered WHERE place <= 172800
  WINDOW recording AS (PARTITION BY recording_id ORDER BY place)
), needing AS (
  -- What a bicycle needs, in W for each kg of it and its rider.
  SELECT *, greatest(0, pace * (9.81 * (greatest(-0.25, least(0.25, gradient)) + 0.006) + gain + 0.5 * 1.2 * 0.4 / 85 * pace * pace)) AS watts
  FROM changing
), told AS (
  -- greatest() ignores what is unknown.
  SELECT * REPLACE (CASE WHEN pace + gradient + gain IS NULL THEN NULL ELSE watts END AS watts) FROM needing
), windows AS (
  SELECT
    *,
    CASE WHEN count(pace) OVER minute = 60 THEN avg(pace) OVER minute END AS minute_pace,
    CASE WHEN count(watts) OVER minute = 60 THEN avg(watts) OVER minute END AS minute_watts,
    CASE WHEN count(watts) OVER five = 300 THEN avg(watts) OVER five END AS five_watts,
    avg(heart_rate) OVER five AS five_heart_rate
  FROM told
  WINDOW
    minute AS (PARTITION BY recording_id ORDER BY place ROWS 59 PRECEDING),
    five AS (PARTITION BY recording_id ORDER BY place ROWS 299 PRECEDING)
), halts AS (
  SELECT recording_id, count(*) FILTER (pace <= 0.3 AND pace_before >= 2) AS halts
  FROM (SELECT recording_id, pace, lag(pace) OVER (PARTITION BY recording_id ORDER BY place) AS pace_before FROM told WHERE pace >= 2 OR pace <= 0.3)
  GROUP BY recording_id
), minutes AS (
  SELECT recording_id, avg(watts) AS watts, avg(heart_rate) AS heart_rate FROM told
  GROUP BY recording_id, (place - 1) // 60 HAVING count(watts) = 60 AND count(heart_rate) = 60
), beats AS (
  SELECT
    recording_id,
    covar_pop(heart_rate, watts) / (var_pop(watts) + 0.05) AS beats_per_watt,
    avg(heart_rate) + beats_per_watt * (2 - avg(watts)) AS beats_at_two_watts
  FROM minutes GROUP BY recording_id HAVING count(*) >= 5
), whole AS (
  SELECT
    recording_id,
    max(minute_pace) AS fastest_minute,
    max(minute_watts) AS hardest_minute,
    max(five_watts) AS hardest_five,
    arg_max_null(five_heart_rate, coalesce(five_watts, -1)) AS hardest_five_heart_rate,
    avg(gain) FILTER (pace <= 1 AND next_pace > 1) AS start_gain
  FROM windows GROUP BY recording_id
), moving AS (
  SELECT
    recording_id,
    count(*) AS moving,
    avg(pace) AS mean_pace,
    stddev_pop(pace) AS spread,
    list_sort(list(pace)) AS paces,
    list_sort(list(gain) FILTER (gain IS NOT NULL)) AS gains,
    list_sort(list(heart_rate) FILTER (heart_rate IS NOT NULL)) AS heart_rates,
    avg(heart_rate) AS heart_rate,
    count(cadence) AS cadences,
    avg(cadence) FILTER (cadence >= 20) AS cadence,
    count(*) FILTER (cadence >= 20) AS turning,
    CASE WHEN count(*) FILTER (abs(gradient) <= 0.01) >= 30 THEN avg(pace) FILTER (abs(gradient) <= 0.01) END AS flat,
    CASE WHEN count(*) FILTER (gradient BETWEEN -0.25 AND -0.03) >= 30 THEN avg(pace) FILTER (gradient BETWEEN -0.25 AND -0.03) END AS descent,
    CASE WHEN count(*) FILTER (gradient BETWEEN 0.03 AND 0.25) >= 30 THEN avg(pace) FILTER (gradient BETWEEN 0.03 AND 0.25) END AS climb,
    CASE WHEN count(watts) FILTER (gradient BETWEEN 0.03 AND 0.25) >= 30 THEN avg(watts) FILTER (gradient BETWEEN 0.03 AND 0.25) END AS climb_watts,
    CASE WHEN count(heart_rate) FILTER (gradient BETWEEN 0.03 AND 0.25) >= 30 THEN avg(heart_rate) FILTER (gradient BETWEEN 0.03 AND 0.25) END AS climb_heart_rate,
    CASE WHEN count(power) FILTER (gradient BETWEEN 0.03 AND 0.25) >= 30 THEN avg(power) FILTER (gradient BETWEEN 0.03 AND 0.25) END AS climb_power,
    CASE WHEN count(*) FILTER (gradient BETWEEN 0 AND 0.12) >= 120 THEN
      covar_pop(pace, gradient) FILTER (gradient BETWEEN 0 AND 0.12) / (var_pop(gradient) FILTER (gradient BETWEEN 0 AND 0.12) + 0.0001)
    END AS climb_slowing
  FROM told WHERE pace >= 0.5 GROUP BY recording_id HAVING count(*) >= 60
), rolling AS (
  SELECT
    recording_id,
    count(*) FILTER (pace BETWEEN 6.5 AND 7.2) / count(*) AS at_25,
    count(*) FILTER (pace > 7.35) / count(*) AS above_25,
    count(*) FILTER (pace BETWEEN 8.4 AND 9.1) / count(*) AS at_32,
    CASE WHEN count(*) FILTER (pace BETWEEN 6.5 AND 7.9) >= 60 THEN
      count(*) FILTER (pace BETWEEN 6.5 AND 7.2) / count(*) FILTER (pace BETWEEN 6.5 AND 7.9)
    END AS edge_25,
    CASE WHEN count(*) FILTER (pace BETWEEN 8.4 AND 9.9) >= 60 THEN
      count(*) FILTER (pace BETWEEN 8.4 AND 9.1) / count(*) FILTER (pace BETWEEN 8.4 AND 9.9)
    END AS edge_32,
    stddev_pop(pace) / avg(pace) AS spread,
    CASE WHEN count(*) FILTER (watts > 0 AND power IS NOT NULL) >= 60 THEN
      nullif(avg(power) FILTER (watts > 0), 0) / (85 * avg(watts) FILTER (watts > 0 AND power IS NOT NULL))
    END AS level_power
  FROM told WHERE pace >= 3 AND gradient >= -0.01 GROUP BY recording_id HAVING count(*) >= 60
)
SELECT
  given.athlete_key,
  given.occurred_at AS moment,
  given.activity_id,
  round(paces[1 + CAST(floor(0.25 * (moving - 1)) AS INT)], 3) AS "slowSpeedMps",
  round(paces[1 + CAST(floor(0.5 * (moving - 1)) AS INT)], 3) AS "middleSpeedMps",
  round(paces[1 + CAST(floor(0.9 * (moving - 1)) AS INT)], 3) AS "fastSpeedMps",
  round(fastest_minute, 3) AS "fastestMinuteMps",
  round(moving.spread / mean_pace, 3) AS "speedVariation",
  round(gains[1 + CAST(floor(0.95 * (len(gains) - 1)) AS INT)], 3) AS acceleration,
  round(-gains[1 + CAST(floor(0.05 * (len(gains) - 1)) AS INT)], 3) AS braking,
  round(1000 * coalesce(halts, 0) / (mean_pace * moving), 3) AS "stopsPerKilometer",
  round(flat, 3) AS "flatSpeedMps",
  round(climb, 3) AS "climbSpeedMps",
  round(descent, 3) AS "descentSpeedMps",
  round(climb / flat, 3) AS "climbToFlat",
  round(climb_watts, 3) AS "climbWattsPerKg",
  round(hardest_minute, 3) AS "hardestMinuteWattsPerKg",
  round(heart_rate, 3) AS "heartRateBpm",
  round(heart_rates[1 + CAST(floor(0.9 * (len(heart_rates) - 1)) AS INT)] - heart_rates[1 + CAST(floor(0.1 * (len(heart_rates) - 1)) AS INT)], 3)
    AS "heartRateSpreadBpm",
  round(climb_heart_rate, 3) AS "climbHeartRateBpm",
  round(cadence, 3) AS "cadenceRpm",
  round(CASE WHEN cadences > 0 THEN turning / cadences END, 3) AS "turningShare",
  round(CASE WHEN climb_watts > 0 THEN nullif(climb_power, 0) / (85 * climb_watts) END, 3) AS "powerShare",
  round(level_power, 3) AS "levelPowerShare",
  round(hardest_five, 3) AS "hardestFiveMinutesWattsPerKg",
  round(CASE WHEN hardest_five IS NOT NULL THEN hardest_five_heart_rate END, 3) AS "hardestFiveMinutesHeartRateBpm",
  round(beats_per_watt, 3) AS "beatsPerWatt",
  round(beats_at_two_watts, 3) AS "beatsAtTwoWatts",
  round(climb_slowing, 3) AS "climbSlowing",
  round(at_25, 3) AS "at25Share",
  round(above_25, 3) AS "above25Share",
  round(at_32, 3) AS "at32Share",
  round(edge_25, 3) AS "edgeAt25",
  round(edge_32, 3) AS "edgeAt32",
  round(rolling.spread, 3) AS "levelSpread",
  round(start_gain, 3) AS "startGain"
FROM recording_shared AS given
JOIN moving USING (recording_id)
JOIN whole USING (recording_id)
LEFT JOIN halts USING (recording_id)
LEFT JOIN beats USING (recording_id)
LEFT JOIN rolling USING (recording_id)
ORDER BY ALL

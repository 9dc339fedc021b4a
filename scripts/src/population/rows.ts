import { addDays } from '@gruppetto/graph'
import { type Answer, askFolder, type FeatureTable, featuresSql } from '@gruppetto/lake'

/** How a table of a model is made of one of features: the SQL that adds what came afterwards, and the days as of which it is asked. */
interface Table {
  readonly sql: string
  /** By `today` of each question, the day after the last one of the population by default. */
  readonly daysBefore: readonly number[]
}

const BOUNDS = { maxRows: 2_000_000, seconds: 3_600, memory: '2GB' }

/** The local days on which athletes were out, as known in the end. */
const OUT = `told AS (
  SELECT activity_id, athlete_key, revision, deleted, started_at, time_zone FROM activity_measured
  UNION ALL SELECT activity_id, athlete_key, revision, deleted, started_at, time_zone FROM activity_changed
), out AS (
  SELECT DISTINCT athlete_key, CAST(local_start AS DATE) AS "day" FROM (
    SELECT any_value(athlete_key) AS athlete_key, arg_max(timezone(time_zone, timezone('UTC', started_at)), revision) AS local_start
    FROM told GROUP BY activity_id HAVING NOT arg_max(deleted, revision)
  )
)`

/**
 * Rows of the last four weeks are held out: one week has too few streaks at risk to tell two rules apart. Each hour that a reminder could have had is a
 * row there, and only the one that it had has a label.
 */
const REMINDER_HOUR = `, ${OUT}
SELECT
  CASE WHEN features."day" >= getvariable('today') - 28 THEN 'held-out' ELSE 'train' END AS "set",
  CASE WHEN features."day" >= getvariable('today') - 28 THEN features.athlete_key || '@' || features."day" ELSE features.athlete_key END AS "group",
  CASE WHEN is_drawn THEN CAST(out.athlete_key IS NOT NULL AS INT)::VARCHAR ELSE 'nan' END AS label,
  CAST(hour = 18 AS INT) AS "baseline:kept",
  hour, before, soon, later, outings, weekend, periods, weeks
FROM features LEFT JOIN out USING (athlete_key, "day")
WHERE features."day" < getvariable('today') AND (is_drawn OR features."day" >= getvariable('today') - 28)
ORDER BY "set", "group", hour, features."day"`

/** What happened in two weeks has to be over, so the week that is held out ended two weeks before the last day. */
const NUDGE = `, ${OUT}, rows AS (
  SELECT
    features.*,
    moment >= getvariable('today') - 42 AS is_held_out,
    CAST(EXISTS (
      SELECT 1 FROM cheer_given WHERE list_contains(to_athlete_keys, features.athlete_key)
        AND cheer_given.occurred_at > moment AND cheer_given.occurred_at < moment + INTERVAL 3 DAY
    ) AS INT) AS nudged,
    CAST(EXISTS (
      SELECT 1 FROM out WHERE out.athlete_key = features.athlete_key AND out."day" > CAST(moment AS DATE)
        AND out."day" <= CAST(moment AS DATE) + 14
    ) AS INT) AS returned
  FROM features WHERE moment < getvariable('today') - 14
)
SELECT
  CASE WHEN is_held_out THEN 'held-out' ELSE 'train' END AS "set",
  CASE WHEN is_held_out THEN athlete_key || '@' || moment ELSE athlete_key END AS "group",
  returned AS label,
  round(avg(CASE WHEN is_held_out THEN NULL ELSE returned END) OVER (PARTITION BY nudged), 6) AS "baseline:returns",
  days_a_week, weeks_out, acts, acts_since, nudged
FROM rows ORDER BY "set", "group", moment`

/** Of the athletes who followed somebody in the week after: whom. */
const SUGGESTED_ATHLETES = `, followed AS (
  SELECT DISTINCT follower_key AS viewer_key, followee_key AS candidate_key FROM follow_changed
  WHERE state = 'FOLLOWING' AND occurred_at >= getvariable('today') AND occurred_at < getvariable('today') + 7
), rows AS (
  SELECT features.*, CAST(followed.viewer_key IS NOT NULL AS INT) AS label
  FROM features LEFT JOIN followed USING (viewer_key, candidate_key)
)
SELECT viewer_key AS "group", label, score AS "baseline:follows",
  score, friends, clubs, segments, challenges, follows_viewer, same_country, same_time_zone, same_persona
FROM rows WHERE viewer_key IN (SELECT viewer_key FROM rows WHERE label = 1)
ORDER BY ALL`

/** The tables whose rows come from the events of a population. */
export const POPULATION_TABLES = [
  'nudge',
  'reminder-hour',
  'suggested-athletes',
  'suggested-products',
] as const satisfies readonly FeatureTable[]
export type PopulationTable = (typeof POPULATION_TABLES)[number]

/** Of the athletes who looked at a product in the week after their list: which of it. The lists of the last week are held out. */
const SUGGESTED_PRODUCTS = `, clicked AS (
  SELECT DISTINCT features.athlete_key, features.moment, features.product_id FROM features
  JOIN product_clicked ON product_clicked.athlete_key = features.athlete_key AND product_clicked.product_id = features.product_id
    AND product_clicked.occurred_at >= features.moment AND product_clicked.occurred_at < features.moment + INTERVAL 7 DAY
), lists AS (
  SELECT DISTINCT athlete_key, moment, moment >= getvariable('today') - 7 AS is_held_out FROM clicked
)
SELECT
  CASE WHEN is_held_out THEN 'held-out' ELSE 'train' END AS "set",
  CASE WHEN is_held_out THEN athlete_key || '@' || moment ELSE athlete_key END AS "group",
  CAST(clicked.product_id IS NOT NULL AS INT) AS label,
  score AS "baseline:clicks",
  product_category AS "note:category",
  score, worn, sports, season, "level", price, brand, category, popularity, owns_brand
FROM features JOIN lists USING (athlete_key, moment) LEFT JOIN clicked USING (athlete_key, moment, product_id)
ORDER BY "set", "group", moment, place`

const TABLES: Readonly<Record<PopulationTable, Table>> = {
  'reminder-hour': { sql: REMINDER_HOUR, daysBefore: [0] },
  nudge: { sql: NUDGE, daysBefore: [0] },
  'suggested-athletes': { sql: SUGGESTED_ATHLETES, daysBefore: [21, 14, 7] },
  'suggested-products': { sql: SUGGESTED_PRODUCTS, daysBefore: [0] },
}

const ask = (folder: string, name: PopulationTable, today: string): Promise<Answer> =>
  askFolder(folder, `WITH features AS (${featuresSql(name)})${TABLES[name].sql}`, { today, ...BOUNDS })

/**
 * Returns the table of a model as CSV, of a folder with the layout of the lake: see ml/kit.py. `end` is the day after the last one, YYYY-MM-DD. The same
 * files make the same table.
 */
export const rowsOf = async (folder: string, name: PopulationTable, end: string): Promise<string> => {
  const lines: string[] = []
  const { daysBefore } = TABLES[name]
  for (const days of daysBefore) {
    const { columns, rows } = await ask(folder, name, addDays(end, -days))
    const hasSet = columns.includes('set')
    if (lines.length === 0) lines.push([...(hasSet ? [] : ['set']), ...columns].join())
    // Where each week is asked by itself, the last one is held out. An athlete of both has another group there.
    const isLast = days === daysBefore.at(-1)
    for (const [group, ...rest] of rows) {
      const cells = hasSet ? [group, ...rest] : [isLast ? 'held-out' : 'train', isLast ? `${group}@${days}` : group, ...rest]
      lines.push(cells.join())
    }
  }
  return `${lines.join('\n')}\n`
}

import { newId } from '@gruppetto/graph'
import { cellAt } from '@gruppetto/recordings'
import { unless } from '../../demo/api.ts'
import { measureAloneWithCost } from '../alone.ts'
import { type Athlete, signUp, uploaded } from '../athletes.ts'
import { costOf } from '../cost.ts'
import type { Sheet } from '../figures.ts'
import { timed } from '../lanes.ts'
import { type BenchOptions, crowdOf } from '../options.ts'
import { shortRide } from '../recordings.ts'
import type { World } from '../world.ts'

const DAY_MS = 86_400_000
const YEARS = 10
/** Two an hour apart on the same day, then a day without one. */
const placeOf = (index: number, count: number): number => {
  const days = Math.floor((Math.floor(index / 2) * YEARS * 360) / Math.max(1, Math.ceil(count / 2)))
  return Date.UTC(2014, 0, 2, 8 + (index % 2)) + days * DAY_MS
}
const LAST_YEAR = 2023
const KILOMETERS = [12, 25, 41, 60, 18]
/** As many cells as a ride of 30 km passes, out of those around a town. */
const CELLS_OF_RIDE = 100
const TOWN = 60

const EDDINGTON = 'query ($id: ID!) { athlete(id: $id) { eddington { number next } } }'
const TOTALS =
  'query ($id: ID!) { athlete(id: $id) { totals(period: ALL_TIME) { sport count distanceMeters movingSeconds elevationGainMeters } } }'
const YEAR = `query ($id: ID!, $year: Int!) { athlete(id: $id) { yearInReview(year: $year) {
  activeDays totals { sport count distanceMeters } months { month totals { sport distanceMeters } } longest { id } highest { id } } } }`
const NEW_CELLS = 'query ($id: ID!, $year: Int!) { athlete(id: $id) { yearInReview(year: $year) { newCells } } }'
const MANUAL = 'mutation ($input: ManualActivityInput!) { createManualActivity(input: $input) { id } }'
const UPDATE = 'mutation ($id: ID!, $input: UpdateActivityInput!) { updateActivity(id: $id, input: $input) { id } }'
const DELETE = 'mutation ($id: ID!) { deleteActivity(id: $id) }'

interface Totals {
  readonly athlete: {
    readonly totals: readonly { readonly sport: string; readonly count: number; readonly distanceMeters: number }[]
  }
}

const activityOf = (athleteId: string, index: number, count: number) => {
  const startedAt = new Date(placeOf(index, count))
  const distanceMeters = (KILOMETERS[index % KILOMETERS.length] ?? 0) * 1_000
  const nothing = [
    'elevationLossMeters',
    'averageSpeedMps',
    'maxSpeedMps',
    'gradeAdjustedSpeedMps',
    'averageHeartRateBpm',
    'maxHeartRateBpm',
    'averagePowerWatts',
    'maxPowerWatts',
    'normalizedPowerWatts',
    'averageCadenceRpm',
    'energyKilojoules',
    'description',
    'device',
    'uploadId',
    'gearId',
    'samplesRevision',
    'fingerprint',
  ]
  return {
    _id: newId('Activity'),
    athleteId,
    revision: 1,
    deleted: false,
    name: 'Ride',
    sport: index % 3 === 0 ? 'RUN' : 'RIDE',
    visibility: index % 4 === 0 ? 'FOLLOWERS' : 'EVERYONE',
    startedAt,
    timeZone: 'UTC',
    day: startedAt.toISOString().slice(0, 10),
    ...Object.fromEntries(nothing.map((field) => [field, null])),
    distanceMeters,
    elapsedSeconds: 3_600,
    movingSeconds: 3_500,
    elevationGainMeters: 100,
    isManual: true,
    createdAt: startedAt,
  }
}

/** Cells row by row, as a ride passes them: those of each year begin elsewhere. */
const cellsOfTown = (): readonly number[] =>
  Array.from({ length: TOWN * TOWN }, (_, index) => cellAt(47 + Math.floor(index / TOWN) * 0.003, 8 + (index % TOWN) * 0.004))

const BATCH = 100
/** For so long each question is asked; less often where the database is slow. */
const BUDGET_MS = 20_000

/** Writes activities of ten years, and tracks of them, past the API. */
const fill = async (world: World, athleteId: string, count: number): Promise<void> => {
  const town = cellsOfTown()
  for (let made = 0; made < count; made += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, count - made) }, (_, index) => activityOf(athleteId, made + index, count))
    await world.platform.insert('activities', 'activities', rows)
    const tracks = rows.map(({ _id }, index) => {
      const from = ((made + index) * 37) % (town.length - CELLS_OF_RIDE)
      const cells = [...new Set(town.slice(from, from + CELLS_OF_RIDE))].sort((a, b) => a - b)
      return { _id, athleteId, kind: 'WHEELS', samplesRevision: 1, cells }
    })
    await world.platform.insert('activities', 'activity_tracks', tracks)
  }
}

const answersOf = async (who: Athlete) => ({
  eddington: await who.api.ask(EDDINGTON, { id: who.id }),
  totals: await who.api.ask<Totals>(TOTALS, { id: who.id }),
  year: await who.api.ask(YEAR, { id: who.id, year: LAST_YEAR }),
  newCells: await who.api.ask(NEW_CELLS, { id: who.id, year: LAST_YEAR }),
})

const requireSame = (what: string, seen: unknown, wanted: unknown): void => {
  const sorted = (value: unknown) =>
    JSON.stringify(value, (_key, each) => (Array.isArray(each) ? each.map((item) => JSON.stringify(item)).sort() : each))
  if (sorted(seen) !== sorted(wanted)) throw new Error(`${what}: ${JSON.stringify(seen)} instead of ${JSON.stringify(wanted)}`)
}

const QUESTIONS = [
  { name: 'Eddington number', query: EDDINGTON },
  { name: 'totals of all time', query: TOTALS },
  { name: 'a year in review', query: YEAR },
  { name: 'new cells of a year', query: NEW_CELLS },
]

/** Asks each question alone. Returns its median time; null where the database was too slow for an answer. */
const measure = async (
  world: World,
  sheet: Sheet,
  who: Athlete,
  { group, runs }: { readonly group: string; readonly runs: number },
): Promise<readonly (number | null)[]> => {
  const medians: (number | null)[] = []
  for (const { name, query } of QUESTIONS) {
    const variables = query.includes('$year') ? { id: who.id, year: LAST_YEAR } : { id: who.id }
    const times: number[] = []
    const ask = async () => void times.push(await timed(() => who.api.ask(query, variables)))
    await measureAloneWithCost(world, sheet, [group, name], { runs, budgetMs: BUDGET_MS }, ask)
    medians.push(times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? null)
  }
  return medians
}

/** Enters a ride by hand, and waits until it is counted. Returns its id. */
const enter = async (world: World, who: Athlete, distanceMeters: number): Promise<string> => {
  const input = { name: 'Ride', sport: 'RIDE', startedAt: `${LAST_YEAR}-12-30T08:00:00Z`, timeZone: 'UTC', elapsedSeconds: 600 }
  const { id } = (await who.api.ask<{ createManualActivity: { id: string } }>(MANUAL, { input: { ...input, distanceMeters } }))
    .createManualActivity
  await world.platform.rest()
  return id
}

/**
 * Measures what the years of an athlete with many activities add up to: while nothing is kept, as for somebody who was there before anything
 * was, and once it is. Fails when the answers differ, or an edit or a deletion does not show in them.
 */
export const years = async (world: World, sheet: Sheet, options: BenchOptions): Promise<void> => {
  const count = crowdOf('years', options)
  const runs = options.quick ? 3 : 30
  const who = await signUp(world.url)
  await world.platform.rest()
  await fill(world, who.id, count)
  const told = await unless(
    'SERVICE_UNAVAILABLE',
    () => answersOf(who),
    async () => null,
  )
  const added = await measure(world, sheet, who, { group: `${count} activities, added up`, runs: Math.min(runs, 5) })
  // The next change counts all of them, once: a ride entered by hand the sums, and a recording the cells.
  const entered = await enter(world, who, 7_000)
  const recorded = await uploaded(who, 'short.gpx', shortRide(Date.UTC(2013, 5, 1)))
  await world.platform.rest()
  for (const id of [entered, recorded]) await who.api.ask(DELETE, { id })
  await world.platform.rest()
  const before = await answersOf(who)
  if (told !== null) requireSame('counted once', before, told)
  const group = `${count} activities, kept`
  const kept = await measure(world, sheet, who, { group, runs })
  for (const [index, { name }] of QUESTIONS.entries()) {
    const [slow, quick] = [added[index] ?? null, kept[index] ?? null]
    if (slow !== null && quick !== null) sheet.put(group, `${name}, added up to kept`, slow / quick, 'times')
  }
  const changes = options.quick ? 2 : 10
  const ids: string[] = []
  const entering = await costOf(world, changes, async () => {
    for (let change = 0; change < changes; change += 1) ids.push(await enter(world, who, 7_000))
  })
  sheet.put(group, 'an activity entered by hand, CPU of the platform', entering.cpuMs, 'ms CPU')
  sheet.put(group, 'an activity entered by hand, MongoDB commands', entering.mongoCommands, 'commands')
  const ofRides = ({ athlete }: Totals) => athlete.totals.find(({ sport }) => sport === 'RIDE')
  const rides = ofRides(before.totals)
  const withAll = ofRides(await who.api.ask<Totals>(TOTALS, { id: who.id }))
  const wanted = { count: (rides?.count ?? 0) + changes, distanceMeters: (rides?.distanceMeters ?? 0) + changes * 7_000 }
  requireSame('entered', { count: withAll?.count, distanceMeters: withAll?.distanceMeters }, wanted)
  for (const [index, id] of ids.entries()) {
    // An edit takes it to another sport first, so that each way out of a sum is gone.
    if (index % 2 === 0) await who.api.ask(UPDATE, { id, input: { sport: 'HIKE' } })
    await who.api.ask(DELETE, { id })
  }
  requireSame('deleted, not counted yet', await who.api.ask(TOTALS, { id: who.id }), before.totals)
  await world.platform.rest()
  requireSame('deleted', await answersOf(who), before)
}

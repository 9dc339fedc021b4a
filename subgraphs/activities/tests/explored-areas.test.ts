import { type ReplayOptions, runReplay } from '@gruppetto/activities'
import { ANONYMOUS, type Caller } from '@gruppetto/graph'
import { openRuntime } from '@gruppetto/runtime'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openAreaCount } from '../src/domain/explored-areas.ts'
import { gpxNorth } from './segment-road.ts'
import { openWorld, type World } from './world.ts'

type Rider = Awaited<ReturnType<World['athlete']>>
let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world?.close())

const YEARS = [2022, 2023, 2024]
/** A ride of 1.2 km to the north, from one of several places on a road. */
const gpx = (year: number, minute: number, from: number): Uint8Array =>
  gpxNorth(new Date(Date.UTC(year, 4, 1, 8, minute * 15)).toISOString(), 5, { from: from * 500, to: from * 500 + 1200 })

const rider = async (): Promise<Rider> => {
  const made = await world.athlete({ timeZone: 'UTC' })
  await world.settle()
  return made
}
const add = async (who: Rider, bytes: Uint8Array): Promise<string> => (await world.send(who, bytes)).activities[0].id
const remove = (who: Rider, id: string) => world.ask('mutation($id: ID!) { deleteActivity(id: $id) }', { id }, who)
const correct = (who: Rider, id: string, sport: string) =>
  world.ask(
    'mutation($id: ID!, $input: UpdateActivityInput!) { updateActivity(id: $id, input: $input) { id } }',
    { id, input: { sport } },
    who,
  )
const replay = async (athleteId: string) => {
  const apart = await openRuntime(world.runtime.config, { log: world.runtime.log })
  const { signal } = new AbortController()
  const options: ReplayOptions = { athleteId, force: true, rate: 1000, signal, report: () => undefined }
  try {
    return await runReplay(apart, options)
  } finally {
    await apart.close()
    await world.settle()
  }
}

const NEW = `query($r: [_Any!]!, $year: Int!) { _entities(representations: $r) { ... on Athlete { yearInReview(year: $year) { newCells } } } }`
const newCells = async ({ athleteId: id }: Rider, year: number, viewer: Caller): Promise<number | null> =>
  (await world.ask(NEW, { r: [{ __typename: 'Athlete', id }], year }, viewer))._entities[0].yearInReview.newCells
const byYear = async (who: Rider) => {
  const counts: (number | null)[] = []
  for (const year of YEARS) counts.push(await newCells(who, year, who))
  return counts
}

/** What the tracks of the athlete's activities say, told without anything that is kept. */
const told = async ({ athleteId }: Rider) => {
  const activities = await world.rows('activities', { athleteId, deleted: false })
  const tracks = await world.rows('activity_tracks', {
    _id: { $in: activities.filter(({ sport }) => !sport.startsWith('VIRTUAL')).map(({ _id }) => _id) },
  })
  const yearOf = (id: unknown) => activities.find(({ _id }) => _id === id)?.startedAt.getUTCFullYear()
  const passed = tracks.map(({ _id, cells }) => ({ year: yearOf(_id), cells: cells as number[] }))
  const count = openAreaCount(athleteId)
  for (const { year, cells } of passed) if (year !== undefined) count.add({ year, cells })
  const known = new Set<number>()
  const counts = YEARS.map((year) => {
    const before = known.size
    for (const each of passed) if (each.year === year) for (const cell of each.cells) known.add(cell)
    return known.size - before
  })
  return { counts, rows: count.rows() }
}
const sorted = (rows: readonly { readonly _id: unknown }[]) => [...rows].sort((a, b) => (String(a._id) < String(b._id) ? -1 : 1))
const check = async (who: Rider) => {
  const { counts, rows } = await told(who)
  expect(await byYear(who)).toEqual(counts)
  expect(sorted(await world.rows('explored_areas', { athleteId: who.athleteId }))).toEqual(sorted(rows))
}

const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('ADD' as const), year: fc.constantFrom(...YEARS), from: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('DELETE' as const), of: fc.nat() }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('CORRECT' as const), of: fc.nat(), sport: fc.constantFrom('RIDE', 'VIRTUAL_RIDE') }),
  },
)

describe('the areas that are kept', () => {
  it('say the same as all tracks, whichever came, were corrected and went, and a replay makes the same of them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 4 }),
        async (groups) => {
          const who = await rider()
          let ids: readonly string[] = []
          let minute = 0
          for (const group of groups) {
            // The steps of a group come at once. Two changes of one activity may refuse each other.
            await Promise.allSettled(
              group.map(async (each) => {
                if (each.kind === 'ADD') {
                  minute += 1
                  const id = await add(who, gpx(each.year, minute, each.from))
                  ids = [...ids, id]
                  return
                }
                const id = ids[each.of % ids.length]
                if (id === undefined) return
                if (each.kind === 'DELETE') await remove(who, id)
                else await correct(who, id, each.sport)
              }),
            )
            await world.settle()
            await check(who)
          }
          await replay(who.athleteId)
          await check(who)
        },
      ),
      { numRuns: 3 },
    )
  }, 240_000)

  it('are told to the athlete alone, without their activities and tracks, whose number may be large', async () => {
    const who = await rider()
    await add(who, gpx(2023, 0, 0))
    await add(who, gpx(2024, 0, 1))
    expect((await newCells(who, 2024, who)) ?? 0).toBeGreaterThan(0)
    expect(await newCells(who, 2024, ANONYMOUS)).toBeNull()
    const reads = await world.reads(() => newCells(who, 2024, who))
    expect(reads.filter((each) => each.startsWith('explored_areas'))).toHaveLength(1)
    expect(reads.filter((each) => each.startsWith('activity_tracks'))).toEqual([])
  })

  it('are counted whole with the next change of an athlete who has none, and the same until then', async () => {
    const who = await rider()
    const first = await add(who, gpx(2022, 0, 0))
    await add(who, gpx(2023, 0, 1))
    await add(who, gpx(2024, 0, 3))
    const counts = await byYear(who)
    // As an earlier release left them.
    const { athleteId } = who
    const forget = async () => {
      await world.database.connection.collection('explored_areas').deleteMany({ athleteId })
      await world.database.connection.collection('activity_tracks').updateMany({ athleteId }, { $unset: { year: true } })
    }
    await forget()
    expect(await byYear(who)).toEqual(counts)
    await add(who, gpx(2024, 1, 0))
    await check(who)
    await remove(who, first)
    await world.settle()
    await check(who)
    await forget()
    await replay(athleteId)
    await check(who)
  })
})

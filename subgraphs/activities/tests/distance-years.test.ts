import { ANONYMOUS, type Audience, type Caller } from '@gruppetto/graph'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eddingtonOf } from '../src/domain/eddington.ts'
import { openWorld, type World } from './world.ts'

type Rider = Awaited<ReturnType<World['athlete']>>
let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world?.close())

const MANUAL = 'mutation($input: ManualActivityInput!) { createManualActivity(input: $input) { id } }'
const UPDATE = 'mutation($id: ID!, $input: UpdateActivityInput!) { updateActivity(id: $id, input: $input) { id } }'
const EDDINGTON = 'query($r: [_Any!]!) { _entities(representations: $r) { ... on Athlete { eddington { number next } } } }'

const TOTALS = `query($r: [_Any!]!) { _entities(representations: $r) { ... on Athlete {
  totals(period: ALL_TIME) { sport count distanceMeters movingSeconds elevationGainMeters } } } }`

const COUNT = `query($r: [_Any!]!) { _entities(representations: $r) { ... on Athlete { activities(first: 1) { totalCount } } } }`

const manual = async (rider: Rider, input: Record<string, unknown>): Promise<string> => {
  const given = { name: 'By hand', timeZone: 'UTC', elapsedSeconds: 3600, ...input }
  return (await world.ask(MANUAL, { input: given }, rider)).createManualActivity.id
}
const asked = async ({ athleteId: id }: Rider, viewer: Caller) =>
  (await world.ask(EDDINGTON, { r: [{ __typename: 'Athlete', id }] }, viewer))._entities[0].eddington
/** The summing way. */
const summed = async ({ athleteId }: Rider, viewerId: string | null, visibilities: readonly Audience[]) =>
  eddingtonOf(await world.stores.activities.dayDistances({ athleteId, visibilities, days: null }, viewerId), null, 'KILOMETRE')

const totals = async ({ athleteId: id }: Rider, viewer: Caller) =>
  bySport((await world.ask(TOTALS, { r: [{ __typename: 'Athlete', id }] }, viewer))._entities[0].totals)
const bySport = (sums: readonly { readonly sport: string }[]) => [...sums].sort((a, b) => (a.sport < b.sport ? -1 : 1))
const summedTotals = async ({ athleteId }: Rider, viewerId: string | null, visibilities: readonly Audience[]) =>
  bySport(
    (await world.stores.activities.sums([{ athleteId, visibilities, sinceDay: null }], viewerId)).map(
      ({ athleteId: _, ...sum }) => sum,
    ),
  )

/** An athlete with a follower, and a check that each viewer is told what their activities add up to. */
const openCheck = async () => {
  const [rider, fan] = [await world.athlete(), await world.athlete()]
  await world.settle()
  await world.follow(fan, rider)
  await world.settle()
  const check = async () => {
    const viewers = [
      [rider, rider.athleteId, ['EVERYONE', 'FOLLOWERS', 'ONLY_ME']],
      [fan, fan.athleteId, ['EVERYONE', 'FOLLOWERS']],
      [ANONYMOUS, null, ['EVERYONE']],
    ] as const
    for (const [viewer, viewerId, visibilities] of viewers) {
      expect(await asked(rider, viewer)).toEqual(await summed(rider, viewerId, visibilities))
      expect(await totals(rider, viewer)).toEqual(await summedTotals(rider, viewerId, visibilities))
    }
  }
  return { rider, check }
}

const visibility = fc.constantFrom('EVERYONE', 'FOLLOWERS', 'ONLY_ME')
const sport = fc.constantFrom('RIDE', 'RUN')
const step = fc.oneof(
  fc.record({
    kind: fc.constant('ADD' as const),
    day: fc.integer({ min: 1, max: 9 }),
    kilometers: fc.integer({ min: 0, max: 8 }),
    visibility,
    sport,
  }),
  fc.record({
    kind: fc.constant('CHANGE' as const),
    of: fc.nat(),
    input: fc.record({ visibility, sport }, { requiredKeys: [] }),
  }),
  fc.record({ kind: fc.constant('DELETE' as const), of: fc.nat() }),
  fc.constant({ kind: 'SETTLE' as const }),
)

describe('the kept sums of days', () => {
  it('say the same as all activities after each step, before and after the workers have counted it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { maxLength: 6 }), async (groups) => {
        const { rider, check } = await openCheck()
        let ids: readonly string[] = []
        for (const group of groups) {
          // The steps of a group come at once. Two changes of one activity may refuse each other.
          await Promise.allSettled(
            group.map(async (each) => {
              if (each.kind === 'SETTLE') return world.settle()
              if (each.kind === 'ADD') {
                const { kilometers, day, kind: _, ...said } = each
                const startedAt = `2025-03-0${day}T08:00:00Z`
                const id = await manual(rider, { ...said, startedAt, distanceMeters: kilometers * 1000 })
                ids = [...ids, id]
                return
              }
              const id = ids[each.of % ids.length]
              if (id === undefined) return
              if (each.kind === 'CHANGE') await world.ask(UPDATE, { id, input: each.input }, rider)
              else await world.ask('mutation($id: ID!) { deleteActivity(id: $id) }', { id }, rider)
            }),
          )
          await check()
        }
        await world.settle()
        await check()
        expect(await world.rows('uncounted_days', { athleteId: rider.athleteId })).toEqual([])
      }),
      { numRuns: 6 },
    )
  }, 120_000)

  it('are read without the activities, whose number may be large', async () => {
    const { rider } = await openCheck()
    for (const day of [1, 2, 3])
      await manual(rider, { sport: 'RIDE', startedAt: `2025-03-0${day}T08:00:00Z`, distanceMeters: 9000 })
    await world.settle()
    const count = async ({ athleteId: id }: Rider, viewer: Caller) =>
      (await world.ask(COUNT, { r: [{ __typename: 'Athlete', id }] }, viewer))._entities[0].activities.totalCount
    expect(await count(rider, rider)).toBe(3)
    const counted = await world.reads(() => count(rider, rider))
    expect(counted.filter((each) => each.startsWith('activities.count'))).toEqual([])
    for (const ask of [asked, totals]) {
      const reads = await world.reads(() => ask(rider, rider))
      expect(reads.filter((each) => each.startsWith('activities'))).toEqual([])
      expect(reads).toContain('distance_years.find')
    }
  })

  it('are counted whole with the next change of an athlete who has none, and the same until then', async () => {
    const { rider, check } = await openCheck()
    for (const day of [1, 2, 3])
      await manual(rider, {
        sport: 'RIDE',
        startedAt: `202${day}-03-01T08:00:00Z`,
        distanceMeters: 9000,
        visibility: 'FOLLOWERS',
      })
    await world.settle()
    const { athleteId } = rider
    const before = await world.rows('distance_years', { athleteId })
    expect(before.length).toBe(3)
    // As an earlier release kept them: distances alone.
    const kind = { sport: 'RIDE', visibility: 'FOLLOWERS', distanceMeters: 1, shownMeters: 1 }
    const rows = world.database.connection.collection('distance_years')
    await rows.updateMany({ athleteId }, { $set: { days: { '03-01': [kind] } }, $unset: { totals: true } })
    await check()
    await rows.deleteMany({ athleteId, year: 2022 })
    await check()
    const more = await manual(rider, { sport: 'RUN', startedAt: '2021-04-01T08:00:00Z', distanceMeters: 1000 })
    await world.settle()
    expect((await world.rows('distance_years', { athleteId })).length).toBe(3)
    await check()
    await world.ask('mutation($id: ID!) { deleteActivity(id: $id) }', { id: more }, rider)
    await world.settle()
    const byId = (rows: readonly { _id: unknown }[]) => [...rows].sort((a, b) => (String(a._id) < String(b._id) ? -1 : 1))
    expect(byId(await world.rows('distance_years', { athleteId }))).toEqual(byId(before))
  })

  it('are made anew by a replay', async () => {
    const { rider, check } = await openCheck()
    const { athleteId } = rider
    for (const day of [1, 2]) await manual(rider, { sport: 'RIDE', startedAt: `2025-03-0${day}T08:00:00Z`, distanceMeters: 9000 })
    await world.settle()
    await world.database.connection.collection('distance_years').updateMany({ athleteId }, { $set: { days: {}, totals: [] } })
    expect(await asked(rider, rider)).toEqual({ number: 0, next: 1 })
    expect(await totals(rider, rider)).toEqual([])
    await world.emit('training.recalculated', { athleteId, sinceDay: '2025-01-01', at: 0 })
    await world.settle()
    expect(await asked(rider, rider)).toEqual({ number: 2, next: 1 })
    await check()
  })
})

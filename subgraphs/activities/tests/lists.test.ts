import { ANONYMOUS, type Caller } from '@gruppetto/graph'
import { settle } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorld, type World } from './world.ts'

let world: World
type Rider = Awaited<ReturnType<World['athlete']>>
let owner: Rider
const made: { id: string; startedAt: string; sport: string; visibility: string }[] = []

const manual = async (rider: Rider, input: Record<string, unknown>): Promise<string> =>
  (
    await world.ask(
      'mutation($input: ManualActivityInput!) { createManualActivity(input: $input) { id } }',
      { input: { name: 'x', timeZone: 'UTC', elapsedSeconds: 600, distanceMeters: 1000, ...input } },
      rider,
    )
  ).createManualActivity.id

beforeAll(async () => {
  world = await openWorld()
  owner = await world.athlete()
  await world.settle()
  for (let day = 1; day <= 24; day++) {
    // Pairs began at the same instant, so the id decides their order.
    const startedAt = `2026-03-${String(Math.ceil(day / 2)).padStart(2, '0')}T08:00:00Z`
    const sport = day % 3 === 0 ? 'RIDE' : 'RUN'
    // Most of them are private, one after the other, so a page that filters after reading would be empty.
    const visibility = day > 4 && day < 21 ? 'ONLY_ME' : 'EVERYONE'
    made.push({ id: await manual(owner, { startedAt, sport, visibility }), startedAt, sport, visibility })
  }
  await world.settle()
})
afterAll(() => world.close())

const LIST = `query($r: [_Any!]!, $first: Int, $after: String, $sport: Sport, $since: DateTime, $until: DateTime) {
  _entities(representations: $r) { ... on Athlete {
    activities(first: $first, after: $after, sport: $sport, since: $since, until: $until) {
      totalCount edges { cursor node { id startedAt } } pageInfo { hasNextPage hasPreviousPage endCursor } } } } }`
interface Page {
  readonly totalCount: number
  readonly edges: readonly { readonly node: { readonly id: string } }[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}
const page = async (args: Record<string, unknown>, viewer: Caller): Promise<Page> => {
  const r = [{ __typename: 'Athlete', id: owner.athleteId }]
  return (await world.ask(LIST, { r, ...args }, viewer))._entities[0].activities
}
const walk = async (args: Record<string, unknown>, viewer: Caller) => {
  const ids: string[] = []
  const sizes: number[] = []
  for (let after: string | null = null, more = true; more; ) {
    const { edges, pageInfo } = await page({ ...args, after }, viewer)
    sizes.push(edges.length)
    ids.push(...edges.map((edge) => edge.node.id))
    after = pageInfo.endCursor
    more = pageInfo.hasNextPage
  }
  return { ids, sizes }
}
const expected = (keep: (row: (typeof made)[number]) => boolean) =>
  made
    .filter(keep)
    .sort((a, b) => b.startedAt.localeCompare(a.startedAt) || (b.id < a.id ? -1 : 1))
    .map((row) => row.id)

describe('Athlete.activities', () => {
  it('lists every activity once, newest first, in full pages', async () => {
    const { ids, sizes } = await walk({ first: 5 }, owner)
    expect(ids).toEqual(expected(() => true))
    expect(sizes).toEqual([5, 5, 5, 5, 4])
  })

  it('fills its pages with what the viewer may see', async () => {
    const { ids, sizes } = await walk({ first: 3 }, ANONYMOUS)
    expect(ids).toEqual(expected((row) => row.visibility === 'EVERYONE'))
    expect(sizes).toEqual([3, 3, 2])
    expect((await page({ first: 3 }, ANONYMOUS)).totalCount).toBe(8)
  })

  it('filters by sport and time', async () => {
    expect((await walk({ first: 2, sport: 'RIDE' }, owner)).ids).toEqual(expected((row) => row.sport === 'RIDE'))
    const [since, until] = ['2026-03-03T08:00:00Z', '2026-03-05T08:00:00Z']
    const between = await page({ first: 100, since, until }, owner)
    expect(between.edges.map((edge) => edge.node.id)).toEqual(expected((row) => row.startedAt >= since && row.startedAt < until))
    expect(between.totalCount).toBe(4)
  })

  it('keeps its place when activities come and go', async () => {
    const first = await page({ first: 4 }, owner)
    const extra = await manual(owner, { startedAt: '2026-03-20T08:00:00Z', sport: 'RUN' })
    const rest = await walk({ first: 50, after: first.pageInfo.endCursor }, owner)
    expect(rest.ids.length).toBeGreaterThan(0)
    const next = await page({ first: 4, after: first.pageInfo.endCursor }, owner)
    expect(next.edges.map((edge) => edge.node.id)).toEqual(expected(() => true).slice(4, 8))
    await world.ask('mutation($id: ID!) { deleteActivity(id: $id) }', { id: extra }, owner)
  })

  it.each([[{ first: 101 }], [{ first: -1 }], [{ after: 'nonsense' }], [{ after: 'WyJhIl0' }]])('refuses %o', async (args) => {
    const r = [{ __typename: 'Athlete', id: owner.athleteId }]
    expect(await world.refused(LIST, { r, ...args }, owner)).toBe('BAD_USER_INPUT')
  })
})

describe('Athlete.totals', () => {
  const TOTALS = `query($r: [_Any!]!, $period: TotalsPeriod!) { _entities(representations: $r) {
    ... on Athlete { totals(period: $period) { sport count distanceMeters movingSeconds elevationGainMeters } } } }`
  const totals = async (rider: Rider, period: string, viewer: Caller) =>
    (await world.ask(TOTALS, { r: [{ __typename: 'Athlete', id: rider.athleteId }], period }, viewer))._entities[0].totals

  it('counts each sport, and for others only what they may see', async () => {
    const own = await totals(owner, 'ALL_TIME', owner)
    expect(own.map((row: { sport: string; count: number }) => [row.sport, row.count]).sort()).toEqual([
      ['RIDE', 8],
      ['RUN', 16],
    ])
    expect(own.find((row: { sport: string }) => row.sport === 'RUN')).toMatchObject({
      distanceMeters: 16_000,
      movingSeconds: 9600,
      elevationGainMeters: 0,
    })
    const seen = await totals(owner, 'ALL_TIME', ANONYMOUS)
    expect(seen.reduce((sum: number, row: { count: number }) => sum + row.count, 0)).toBe(8)
  })

  it('starts weeks, months and years in the time zone of the athlete, and counts an activity on the day of its own wall clock', async () => {
    const rider = await world.athlete({ timeZone: 'America/New_York' })
    await world.settle()
    const now = Date.parse('2026-11-01T03:30:00Z') // Still October, Saturday night in New York.
    const runs = {
      week: '2026-10-26T04:00:00Z',
      lastWeek: '2026-10-26T03:59:59Z',
      month: '2026-10-01T04:00:00Z',
      lastYear: '2026-01-01T04:59:59Z',
    }
    world.clock.aheadMs = now - Date.now()
    for (const startedAt of Object.values(runs)) await manual(rider, { startedAt, sport: 'RUN', timeZone: 'America/New_York' })
    // At the same instant it was Monday where this one began.
    await manual(rider, { startedAt: runs.lastWeek, sport: 'RUN', timeZone: 'Europe/Zurich' })
    const counts = []
    for (const period of ['WEEK', 'MONTH', 'YEAR', 'ALL_TIME']) counts.push((await totals(rider, period, rider))[0].count)
    world.clock.aheadMs = 0
    expect(counts).toEqual([2, 4, 4, 5])
  })

  it('is an empty list when nothing counts', async () => {
    const rider = await world.athlete()
    await settle(world.runtime)
    expect(await totals(rider, 'WEEK', rider)).toEqual([])
  })
})

describe('the number of reads', () => {
  it('does not grow with the number of activities', async () => {
    const query = `query($r: [_Any!]!) { _entities(representations: $r) { ... on Activity {
      id name athlete { id } route { polyline } laps { index } splits { index } } } }`
    const representations = (count: number) => ({ r: made.slice(0, count).map(({ id }) => ({ __typename: 'Activity', id })) })
    const viewer = await world.athlete()
    await world.settle()
    const few = await world.reads(() => world.ask(query, representations(2), viewer))
    const many = await world.reads(() => world.ask(query, representations(24), viewer))
    expect(few.length).toBeGreaterThan(2)
    expect(many.sort()).toEqual(few.sort())
    // The reads are activities, three of relations, privacy, routes and details.
    expect(many).toHaveLength(7)
  })

  it('does not grow with the number of athletes whose totals are read', async () => {
    const riders = [owner, await world.athlete(), await world.athlete(), await world.athlete()]
    await world.settle()
    const query = `query($r: [_Any!]!) { _entities(representations: $r) { ... on Athlete { id week: totals(period: WEEK) { count } all: totals(period: ALL_TIME) { count } } } }`
    const representations = (count: number) => ({
      r: riders.slice(0, count).map(({ athleteId: id }) => ({ __typename: 'Athlete', id })),
    })
    // One of the two has activities, and one has none and nothing that is kept.
    const two = await world.reads(() => world.ask(query, representations(2), owner))
    const four = await world.reads(() => world.ask(query, representations(4), owner))
    expect(two.length).toBeGreaterThan(1)
    expect(four.sort()).toEqual(two.sort())
  })
})

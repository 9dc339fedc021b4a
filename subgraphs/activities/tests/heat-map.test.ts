import { ANONYMOUS } from '@gruppetto/graph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { leavingOf } from '../src/pipelines/leave.ts'
import type { Rider } from './live-road.ts'
import { gpxNorth } from './segment-road.ts'
import { openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world?.close())

const QUERY = 'query($within: BoundingBoxInput!) { heatMap(within: $within) { resolution cells { outline heat } } }'
/** Kilometres east of the road on which another test rides. */
let road = 0
const around = (degrees: number) => ({
  south: 47 - degrees / 2,
  north: 47 + degrees / 2,
  west: 8 + (road * 1000) / 75_835 - degrees / 2,
  east: 8 + (road * 1000) / 75_835 + degrees / 2,
})
const heats = async (degrees = 0.1): Promise<readonly number[]> => {
  await world.settle()
  await world.runJobs()
  const { heatMap } = await world.ask(QUERY, { within: around(degrees) })
  return heatMap.cells.map(({ heat }: { heat: number }) => heat)
}
let minute = 0
const ride = async (who: Rider, input: Record<string, unknown> = {}, type = 'cycling'): Promise<string> => {
  minute += 30
  const startedAt = new Date(Date.UTC(2024, 4, 1, 8, minute)).toISOString()
  const gpx = gpxNorth(startedAt, 5, { from: 0, to: 3000, east: road * 1000, type })
  return (await world.send(who, gpx, input)).activities[0].id
}
const riders = async (count: number): Promise<readonly Rider[]> => {
  const made = await Promise.all(Array.from({ length: count }, () => world.athlete()))
  await world.settle()
  return made
}
const change = (who: Rider, id: string, input: Record<string, unknown>) =>
  world.ask(
    'mutation($id: ID!, $input: UpdateActivityInput!) { updateActivity(id: $id, input: $input) { id } }',
    { id, input },
    who,
  )

describe('the heat map', () => {
  it('shows where five athletes have passed, whoever asks, and not who has passed twice', async () => {
    road = 100
    const [first, ...others] = (await riders(5)) as [Rider, ...Rider[]]
    await ride(first)
    await ride(first)
    for (const who of others.slice(1)) await ride(who)
    expect(await heats()).toEqual([])
    await ride(others[0] as Rider)
    const near = await heats()
    expect(near.length).toBeGreaterThan(8)
    expect(new Set(near)).toEqual(new Set([1]))
    // The same in larger cells: the road lies in two or three areas, and in one region or two.
    const [areas, regions] = [await heats(1), await heats(10)]
    expect([areas.length, regions.length].every((length) => length >= 1 && length <= 4)).toBe(true)
    expect(new Set([...areas, ...regions])).toEqual(new Set([1]))
  })

  it('follows what is hidden, corrected, shown again and deleted', async () => {
    road = 130
    const crowd = await riders(5)
    const ids = await Promise.all(crowd.map((who) => ride(who)))
    const [who, id] = [crowd[0] as Rider, ids[0] as string]
    const whole = await heats()
    expect(whole.length).toBeGreaterThan(8)
    await change(who, id, { visibility: 'FOLLOWERS' })
    expect(await heats()).toEqual([])
    await change(who, id, { visibility: 'EVERYONE' })
    expect(await heats()).toEqual(whole)
    await change(who, id, { sport: 'VIRTUAL_RIDE' })
    expect(await heats()).toEqual([])
    await change(who, id, { sport: 'GRAVEL_RIDE' })
    expect(await heats()).toEqual(whole)
    await world.ask('mutation($id: ID!) { deleteActivity(id: $id) }', { id }, who)
    expect(await heats()).toEqual([])
    expect(await world.rows('heat_tracks', { _id: id as never })).toEqual([])
  })

  it('does not count what others do not see: a zone, the ends, and a route that is hidden as a whole', async () => {
    road = 160
    const crowd = await riders(5)
    for (const who of crowd) await ride(who)
    const whole = await heats()
    const [who] = crowd as [Rider]
    const zone = { zoneId: 'zon_home', latitude: 47 + 1500 / 111_195, longitude: 8 + 160_000 / 75_835, radiusMeters: 600 }
    await world.privacy(who, { zones: [zone] })
    const cut = await heats()
    expect(cut.length).toBeLessThan(whole.length)
    expect(cut.length).toBeGreaterThan(2)
    // Of such a route the sums do not change, since there is no place left that they could be compared with.
    await world.privacy(who, { zones: [{ ...zone, radiusMeters: 5000 }] })
    expect(await heats()).toEqual([])
    await world.privacy(who, {})
    expect(await heats()).toEqual(whole)
  })

  it('leaves out who is private, closed or erased, and takes back who returns', async () => {
    road = 190
    const crowd = await riders(5)
    for (const who of crowd) await ride(who)
    const whole = await heats()
    const [who] = crowd as [Rider]
    await world.account(who.athleteId, { isPrivate: true })
    expect(await heats()).toEqual([])
    await ride(who)
    expect(await heats()).toEqual([])
    await world.account(who.athleteId)
    expect(await heats()).toEqual(whole)
    await world.account(who.athleteId, { deleted: true })
    expect(await heats()).toEqual([])
    await world.account(who.athleteId)
    expect(await heats()).toEqual(whole)
  })

  it('loses who is erased, even where the account was never seen to close', async () => {
    road = 220
    const crowd = await riders(5)
    for (const who of crowd) await ride(who)
    expect((await heats()).length).toBeGreaterThan(8)
    const [who] = crowd as [Rider]
    await world.database.connection
      .collection('relations_accounts')
      .updateOne({ _id: who.athleteId as never }, { $set: { deleted: true } })
    await leavingOf(world.services).beforeErasure?.(who.athleteId, () => undefined)
    expect(await heats()).toEqual([])
    expect(await world.rows('heat_of_athletes', { athleteId: who.athleteId })).toEqual([])
  })

  it('comes to the same when events come twice', async () => {
    road = 250
    const crowd = await riders(5)
    for (const who of crowd) await ride(who)
    const before = await heats()
    for (const event of world.events('activity.measured').slice(-5))
      await world.emit('activity.measured', { ...event, at: Date.now() })
    expect(await heats()).toEqual(before)
    const tracks = await world.rows('heat_tracks', { isCounted: true })
    const athletes = new Set(tracks.map(({ athleteId }) => athleteId))
    const rows = await world.rows('heat_of_athletes')
    expect(new Set(rows.map(({ athleteId }) => athleteId))).toEqual(athletes)
    expect(await world.rows('heat_changes')).toEqual([])
  })

  it('refuses a box that is too large, and one that is none', async () => {
    const refused = (within: Record<string, number>) => world.refused(QUERY, { within }, ANONYMOUS)
    expect(await refused({ south: 0, north: 31, west: 0, east: 1 })).toBe('BAD_USER_INPUT')
    expect(await refused({ south: 0, north: 1, west: 10, east: 9 })).toBe('BAD_USER_INPUT')
    expect(await refused({ south: 2, north: 1, west: 0, east: 1 })).toBe('BAD_USER_INPUT')
    expect((await world.ask(QUERY, { within: { south: -90, north: -70, west: 175, east: -175 } })).heatMap.resolution).toBe(5)
  })

  it('reads the tiles by their ids and nothing else', async () => {
    expect(await world.reads(() => world.ask(QUERY, { within: around(0.3) }))).toEqual(['heat_tiles.find'])
  })
})

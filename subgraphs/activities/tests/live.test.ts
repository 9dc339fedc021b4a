import { advance, ceilingSpeedMps, trackOf } from '@gruppetto/recordings'
import { SYSTEM } from '@gruppetto/runtime'
import type { AnyData } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { expectLatePositions, MAX_LIVE_PAUSES } from '../src/domain/live-session.ts'
import { isAround, type LiveRoad, liveRoad, MINUTE_MS, RECORD_POSITIONS, ride } from './live-road.ts'
import { openWorld, type World } from './world.ts'

let world: World
let road: LiveRoad
beforeAll(async () => {
  world = await openWorld()
  road = liveRoad(world)
})
afterAll(() => world.close())

describe('a live session', () => {
  it('emits its changes from the start over positions and a pause to the end', async () => {
    const rider = await road.newRider()
    const session = await road.start(rider)
    expect(session).toMatchObject({ sport: 'RIDE', status: 'LIVE', position: null, track: null, endedAt: null, shareUrl: null })
    road.later(5 * MINUTE_MS)
    const going = await road.record(rider, session.id, ride(session, 0, 60, { heartRateBpm: 140, powerWatts: 210 }))
    expect(going).toMatchObject({
      status: 'LIVE',
      position: {
        distanceMeters: isAround(600),
        elapsedSeconds: 60,
        speedMps: isAround(10),
        heartRateBpm: 140,
        powerWatts: 210,
        longitude: 8,
      },
    })
    expect(going.track).toMatch(/.{6,}/)
    expect(await road.act(rider, session.id, 'pauseLiveSession(id: $id, paused: true)')).toMatchObject({ status: 'PAUSED' })
    expect(await road.act(rider, session.id, 'pauseLiveSession(id: $id, paused: true)')).toMatchObject({ status: 'PAUSED' })
    expect(await road.act(rider, session.id, 'pauseLiveSession(id: $id, paused: false)')).toMatchObject({ status: 'LIVE' })
    const over = await road.act(rider, session.id, 'endLiveSession(id: $id)')
    expect(over).toMatchObject({ status: 'ENDED', endedAt: expect.any(String) })
    road.later(MINUTE_MS)
    expect(await road.act(rider, session.id, 'endLiveSession(id: $id)')).toEqual(over)
    expect(await road.look(rider, { id: session.id })).toEqual(over)
    await world.settle()
    const told = world.events('live-session.changed').filter((event) => event.liveSessionId === session.id)
    expect(told.map((event) => event.status)).toEqual(['LIVE', 'PAUSED', 'LIVE', 'ENDED'])
    expect(told.map((event) => event.revision)).toEqual([...told.map((event) => event.revision)].sort((a, b) => a - b))
    expect(
      await world.refused('mutation($id: ID!) { pauseLiveSession(id: $id, paused: true) { id } }', { id: session.id }, rider),
    ).toBe('CONFLICT')
  })

  it('refuses more pauses than it holds, and can still resume and end', async () => {
    const rider = await road.newRider()
    const session = await road.start(rider)
    const pause = { from: new Date(session.startedAt), to: new Date(session.startedAt) }
    const sessions = world.database.connection.collection<{ _id: string }>('live_sessions')
    await sessions.updateOne({ _id: session.id }, { $set: { pauses: Array(MAX_LIVE_PAUSES - 1).fill(pause) } })
    expect(await road.act(rider, session.id, 'pauseLiveSession(id: $id, paused: true)')).toMatchObject({ status: 'PAUSED' })
    expect(await road.act(rider, session.id, 'pauseLiveSession(id: $id, paused: true)')).toMatchObject({ status: 'PAUSED' })
    expect(await road.act(rider, session.id, 'pauseLiveSession(id: $id, paused: false)')).toMatchObject({ status: 'LIVE' })
    expect(
      await world.refused('mutation($id: ID!) { pauseLiveSession(id: $id, paused: true) { id } }', { id: session.id }, rider),
    ).toBe('CONFLICT')
    expect(await road.act(rider, session.id, 'endLiveSession(id: $id)')).toMatchObject({ status: 'ENDED' })
  })

  it("uses the device's distance when there is one", async () => {
    const rider = await road.newRider()
    const session = await road.start(rider, { sport: 'VIRTUAL_RIDE' })
    road.later(MINUTE_MS)
    const at = (seconds: number) => new Date(Date.parse(session.startedAt) + seconds * 1000).toISOString()
    const going = await road.record(rider, session.id, [
      { at: at(10), distanceMeters: 90 },
      { at: at(20), distanceMeters: 190.5 },
    ])
    expect(going).toMatchObject({ position: { distanceMeters: 190.5, latitude: null, longitude: null }, track: null })
  })

  it('ends when the athlete starts another, also when both start at once', async () => {
    const rider = await road.newRider()
    const earlier = await road.start(rider)
    const [one, two] = await Promise.all([road.start(rider), road.start(rider)])
    expect(await road.look(rider, { id: earlier.id })).toMatchObject({ status: 'ENDED' })
    const states = await Promise.all([one, two].map(async ({ id }) => (await road.look(rider, { id })).status))
    expect(states.sort()).toEqual(['ENDED', 'LIVE'])
  })
})

describe('positions', () => {
  it('give the same track in any order, in parts, late and twice', async () => {
    const rider = await road.newRider()
    const session = await road.start(rider)
    road.later(20 * MINUTE_MS)
    const all = ride(session, 0, 999)
    await road.record(rider, session.id, all.slice(500, 800))
    expect(await road.record(rider, session.id, [...all.slice(900)].reverse())).toMatchObject({
      position: { elapsedSeconds: 999, distanceMeters: isAround(4990) },
    })
    // Late positions fill the track, and the newest position stays the newest.
    const filled = await road.record(rider, session.id, [...all.slice(0, 500)].reverse())
    expect(filled).toMatchObject({ position: { elapsedSeconds: 999, distanceMeters: isAround(9990) } })
    const whole = await road.record(rider, session.id, all.slice(600, 1000))
    const [before] = await world.rows('live_sessions', { _id: session.id })
    const written = await world.rows('live_positions', { 'meta.liveSessionId': session.id })
    for (const again of [all.slice(600, 1000), all.slice(0, 10)])
      expect(await road.record(rider, session.id, again)).toEqual(whole)
    expect(await world.rows('live_sessions', { _id: session.id })).toEqual([before])
    expect(await world.rows('live_positions', { 'meta.liveSessionId': session.id })).toEqual(written)
  })

  it('are accepted again with new ones, and late ones of a call that crashed count with the next call', async () => {
    const rider = await road.newRider()
    const session = await road.start(rider)
    road.later(20 * MINUTE_MS)
    await road.record(rider, session.id, ride(session, 100, 200))
    expect(await road.record(rider, session.id, ride(session, 150, 250))).toMatchObject({
      position: { elapsedSeconds: 250, distanceMeters: isAround(1500) },
    })
    const rows = () => world.stores.liveSessions.many([session.id])
    const [row] = await rows()
    if (row === undefined) throw new Error('no session')
    expect(row).toMatchObject({ wayRevision: 0, progress: { count: 151 } })
    const { stores, database } = world
    await database.transact((tx) => stores.liveSessions.replace(expectLatePositions(row, 1), tx), SYSTEM)
    const late = trackOf([{ seconds: 0, latitude: 47, longitude: 8 }])
    await stores.livePositions.insert(session.id, late, world.runtime.now())
    expect(await road.record(rider, session.id, ride(session, 251, 260))).toMatchObject({
      position: { elapsedSeconds: 260, distanceMeters: isAround(2600) },
    })
    expect(await rows()).toMatchObject([{ wayRevision: row.revision + 3, progress: { count: 162 } }])
  })

  it('of several calls at once are all stored', async () => {
    const rider = await road.newRider()
    const session = await road.start(rider)
    road.later(10 * MINUTE_MS)
    const all = ride(session, 0, 399)
    const parts = Array.from({ length: 4 }, (_, i) => all.slice(i * 100, i * 100 + 100))
    await Promise.all([...parts, ...parts].map((part) => road.record(rider, session.id, part)))
    expect(await road.look(rider, { id: session.id })).toMatchObject({
      position: { elapsedSeconds: 399, distanceMeters: isAround(3990) },
    })
    const [row] = await world.rows('live_sessions', { _id: session.id })
    expect(row?.progress.count).toBe(400)
  })

  it('that are late for a long track have it measured again once in a while, and all count in the end', async () => {
    const rider = await road.newRider()
    const session = await road.start(rider)
    road.later(200 * MINUTE_MS)
    const step = (from: number, to: number) => ride(session, from, to, { heartRateBpm: 120 })
    for (let from = 100; from < 6100; from += 500) await road.record(rider, session.id, step(from, from + 499))
    const nowMs = world.runtime.now()
    const clock = vi.spyOn(world.runtime, 'now').mockReturnValue(nowMs)
    const read = vi.spyOn(world.stores.livePositions, 'read')
    const wholes = () => read.mock.calls.filter(([id, sinceMs]) => id === session.id && sinceMs === undefined).length
    const record = `mutation($id: ID!, $positions: [PositionInput!]!) {
      recordPositions(liveSessionId: $id, positions: $positions) { position { elapsedSeconds distanceMeters } } }`
    const send = async (positions: object[]) =>
      (await world.ask(record, { id: session.id, positions }, rider)).recordPositions.position
    try {
      // The newest come first, as a phone may send what it held back, together with the present position.
      for (let from = 90; from >= 0; from -= 10) await send(step(from, from + 9))
      expect(await send(step(6100, 6109))).toEqual({ elapsedSeconds: 6109, distanceMeters: expect.any(Number) })
      expect(wholes()).toBe(1)
      for (const again of [step(0, 9), step(40, 80)]) await send(again)
      expect(wholes()).toBe(1)
      const [waiting] = await world.stores.liveSessions.many([session.id])
      expect(waiting).toMatchObject({ wayRevision: null, progress: { count: 6020 }, late: { count: 90 } })
      clock.mockReturnValue(nowMs + MINUTE_MS)
      await world.runJobs()
      expect(wholes()).toBe(2)
      const [row] = await world.stores.liveSessions.many([session.id])
      expect(row).toMatchObject({ wayRevision: row?.revision, progress: { count: 6110 }, late: { count: 0 }, status: 'LIVE' })
      expect(row?.lookAt).toEqual(new Date((row?.heardAt.getTime() ?? 0) + 5 * MINUTE_MS))
      const whole = await world.stores.livePositions.read(session.id)
      expect(row?.progress).toEqual(advance(null, whole, ceilingSpeedMps('RIDE')))
      expect(await send(step(6110, 6110))).toEqual({ elapsedSeconds: 6110, distanceMeters: isAround(61_100) })
      // This test made the one above itself.
      expect(wholes()).toBe(3)
    } finally {
      read.mockRestore()
      clock.mockRestore()
    }
  })

  it('that are not measured yet are measured before the session is closed', async () => {
    const rider = await road.newRider()
    const session = await road.start(rider)
    road.later(200 * MINUTE_MS)
    for (let from = 100; from < 5600; from += 500) await road.record(rider, session.id, ride(session, from, from + 499))
    for (const from of [50, 0]) await road.record(rider, session.id, ride(session, from, from + 49))
    expect(await world.stores.liveSessions.many([session.id])).toMatchObject([{ wayRevision: null }])
    await road.finish(rider, session.id)
    expect(await world.stores.liveSessions.many([session.id])).toMatchObject([
      { stage: 'SETTLED', wayRevision: expect.any(Number), progress: { count: 5600 } },
    ])
    expect(await road.look(rider, { id: session.id })).toMatchObject({ position: { distanceMeters: isAround(55_990) } })
  })

  it('are refused when they are more than a device can have recorded by now', async () => {
    const rider = await road.newRider()
    const session = await road.start(rider)
    const dense = (from: number) =>
      Array.from({ length: 500 }, (_, i) => ({
        at: new Date(Date.parse(session.startedAt) + from + i).toISOString(),
        powerWatts: 1,
      }))
    road.later(10_000)
    await road.record(rider, session.id, dense(0))
    const { errors } = await world.execute(RECORD_POSITIONS, { id: session.id, positions: dense(500) }, rider)
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'positions' }] })
    // Positions that are stored already do not count again.
    expect(await road.record(rider, session.id, dense(0))).toMatchObject({ status: 'LIVE' })
    road.later(MINUTE_MS)
    expect(await road.record(rider, session.id, dense(500))).toMatchObject({ status: 'LIVE' })
    const [row] = await world.rows('live_sessions', { _id: session.id })
    expect(row?.progress.count).toBe(1000)
  })

  it('that nobody can have reached do not count', async () => {
    const rider = await road.newRider()
    const session = await road.start(rider)
    road.later(MINUTE_MS)
    const way = ride(session, 0, 30)
    way[15] = { ...way[15], latitude: 51 }
    way[20] = { ...way[20], latitude: 0, longitude: 0 }
    expect(await road.record(rider, session.id, way)).toMatchObject({ position: { distanceMeters: isAround(300) } })
  })

  it('before the start and after the end do not count', async () => {
    const rider = await road.newRider()
    const session = await road.start(rider)
    expect(await road.record(rider, session.id, ride(session, -100, 0))).toMatchObject({ position: { elapsedSeconds: 0 } })
    road.later(MINUTE_MS)
    await road.act(rider, session.id, 'endLiveSession(id: $id)')
    road.later(5 * MINUTE_MS)
    // Positions that the phone still held at the end count, and later ones do not.
    const late = await road.record(rider, session.id, ride(session, 0, 200))
    expect(late).toMatchObject({ status: 'ENDED', position: { elapsedSeconds: 60, distanceMeters: isAround(600) } })
  })

  it('are refused when all lie before the start, as with a slow clock', async () => {
    const rider = await road.newRider()
    const session = await road.start(rider)
    road.later(MINUTE_MS)
    const send = async (positions: object[]) =>
      (await world.execute(RECORD_POSITIONS, { id: session.id, positions }, rider)).errors?.[0]?.extensions
    const problem = { path: 'positions.0.at', message: expect.stringContaining('clock') }
    expect(await send(ride(session, -100, -1))).toMatchObject({ code: 'BAD_USER_INPUT', fields: [problem] })
    // Only some lie before the start: these are left out, also when they are sent again.
    for (let i = 0; i < 2; i++) expect(await send(ride(session, -10, 5))).toBeUndefined()
    expect(await send(ride(session, -10, -1))).toMatchObject({ code: 'BAD_USER_INPUT' })
    expect(await road.look(rider, { id: session.id })).toMatchObject({ position: { elapsedSeconds: 5 } })
    await road.act(rider, session.id, 'endLiveSession(id: $id)')
    road.later(MINUTE_MS)
    // Positions after the end are no error of a clock, since a phone may record until it learns of the end.
    expect(await send(ride(session, 90, 100))).toBeUndefined()
  })

  it.each([
    ['none', () => [], 'positions'],
    ['more than 500', (session: AnyData) => ride(session, -600, -1), 'positions'],
    ['off the globe', (session: AnyData) => ride(session, 0, 0, { latitude: 90.1 }), 'positions.0.latitude'],
    ['half a position', (session: AnyData) => ride(session, 0, 0, { longitude: null }), 'positions.0.latitude'],
    ['in the future', (session: AnyData) => ride(session, 3600, 3600), 'positions.0.at'],
    [
      'no heart beats so',
      (session: AnyData) => [...ride(session, 0, 0), ...ride(session, 1, 1, { heartRateBpm: 0 })],
      'positions.1.heartRateBpm',
    ],
  ])('are refused by their place in the list: %s', async (_what, positions, path) => {
    const rider = await road.newRider()
    const session = await road.start(rider)
    const { errors } = await world.execute(RECORD_POSITIONS, { id: session.id, positions: positions(session) }, rider)
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path }] })
    expect(await world.rows('live_positions', { 'meta.liveSessionId': session.id })).toEqual([])
  })
})

describe('silence', () => {
  it('of five minutes marks a session as lost, positions bring it back, and half a day ends it', async () => {
    const rider = await road.newRider()
    const session = await road.start(rider)
    road.later(4 * MINUTE_MS)
    await road.record(rider, session.id, ride(session, 0, 60))
    road.later(4 * MINUTE_MS)
    await world.runJobs()
    expect(await road.look(rider, { id: session.id })).toMatchObject({ status: 'LIVE' })
    road.later(2 * MINUTE_MS)
    await world.runJobs()
    expect(await road.look(rider, { id: session.id })).toMatchObject({ status: 'LOST' })
    expect(await road.record(rider, session.id, ride(session, 400, 401))).toMatchObject({ status: 'LIVE' })
    const [row] = await world.rows('live_sessions', { _id: session.id })
    road.later(13 * 60 * MINUTE_MS)
    await world.runJobs()
    const over = await road.look(rider, { id: session.id })
    expect(over).toMatchObject({ status: 'ENDED', endedAt: row?.heardAt.toISOString() })
    await world.settle()
    const told = world.events('live-session.changed').filter((event) => event.liveSessionId === session.id)
    expect(told.map((event) => event.status)).toEqual(['LIVE', 'LOST', 'LIVE', 'ENDED'])
  })

  it('in a pause does not mark it as lost', async () => {
    const rider = await road.newRider()
    const session = await road.start(rider)
    await road.act(rider, session.id, 'pauseLiveSession(id: $id, paused: true)')
    road.later(30 * MINUTE_MS)
    await world.runJobs()
    expect(await road.look(rider, { id: session.id })).toMatchObject({ status: 'PAUSED' })
  })

  it('after the end has the positions deleted', async () => {
    const rider = await road.newRider()
    const session = await road.start(rider)
    road.later(MINUTE_MS)
    await road.record(rider, session.id, ride(session, 0, 60))
    await road.finish(rider, session.id)
    road.later(25 * 60 * MINUTE_MS)
    await world.runJobs()
    expect(await world.rows('live_positions', { 'meta.liveSessionId': session.id })).toEqual([])
    expect(await road.look(rider, { id: session.id })).toMatchObject({
      status: 'ENDED',
      track: null,
      position: expect.anything(),
    })
    expect(await road.look(await road.newRider(), { id: session.id })).toMatchObject({ track: null, position: null })
  })
})

import { newId } from '@gruppetto/graph'
import type { AnyData } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runUntil, SOON_AGAIN } from './crash.ts'
import { gpxOf, isAround, type LiveRoad, liveRoad, MINUTE_MS, RECORD_POSITIONS, type Rider, ride } from './live-road.ts'
import { openWorld, type World } from './world.ts'

let world: World
let road: LiveRoad
beforeAll(async () => {
  world = await openWorld()
  road = liveRoad(world)
})
afterAll(() => world.close())

/** Starts a session that has covered 1,000 m. */
const underWay = async (rider: Rider, input: Record<string, unknown> = {}): Promise<AnyData> => {
  const session = await road.start(rider, input)
  road.later(3 * MINUTE_MS)
  await road.record(rider, session.id, ride(session, 0, 100, { heartRateBpm: 150, powerWatts: 200 }))
  return session
}
const activitiesOf = (rider: Rider) => world.rows('activities', { athleteId: rider.athleteId })
const measuredOf = (activityId: string) => world.events('activity.measured').filter((event) => event.activityId === activityId)

describe('a finished session', () => {
  it('becomes an activity, measured like any recording, with its late positions', async () => {
    const rider = await road.newRider()
    const session = await underWay(rider, { visibility: 'FOLLOWERS' })
    await road.act(rider, session.id, 'endLiveSession(id: $id)')
    await world.runJobs()
    expect(await road.activityOf(rider, session.id)).toBeNull()
    road.later(2 * MINUTE_MS)
    await road.record(rider, session.id, ride(session, 101, 150))
    await world.runJobs()
    await world.settle()
    expect(await road.activityOf(rider, session.id)).toBeNull()
    road.later(2 * MINUTE_MS)
    await world.runJobs()
    await world.settle()
    const activity = await road.activityOf(rider, session.id)
    expect(activity).toMatchObject({
      name: expect.stringMatching(/Ride$/),
      sport: 'RIDE',
      visibility: 'FOLLOWERS',
      startedAt: session.startedAt,
      distanceMeters: isAround(1500),
      elapsedSeconds: 150,
      movingSeconds: 150,
      averageHeartRateBpm: 150,
      averagePowerWatts: 200,
      streams: { original: 151 },
    })
    expect(measuredOf(activity.id)).toHaveLength(1)
    expect(world.events('live-session.changed').at(-1)).toMatchObject({ status: 'ENDED', activityId: activity.id })
    // Those who may see the session for followers may see the activity, and nobody else.
    expect(await road.look(await road.newRider(), { id: session.id })).toBeNull()
    const late = { id: session.id, positions: ride(session, 20, 21) }
    expect(await world.refused(RECORD_POSITIONS, late, rider)).toBe('CONFLICT')
  })

  it('does not count its pauses as moving time', async () => {
    const rider = await road.newRider()
    const session = await road.start(rider)
    road.later(MINUTE_MS)
    await road.record(rider, session.id, ride(session, 0, 60))
    await road.act(rider, session.id, 'pauseLiveSession(id: $id, paused: true)')
    road.later(10 * MINUTE_MS)
    const back = await road.act(rider, session.id, 'pauseLiveSession(id: $id, paused: false)')
    expect(back.status).toBe('LIVE')
    road.later(MINUTE_MS)
    await road.record(rider, session.id, ride(session, 661, 719))
    await road.finish(rider, session.id)
    const activity = await road.activityOf(rider, session.id)
    expect(activity.elapsedSeconds).toBe(719)
    expect(activity.movingSeconds).toBeLessThan(125)
    expect(activity.movingSeconds).toBeGreaterThan(115)
  })

  it.each([0, 1])('becomes no activity with %d positions', async (count) => {
    const rider = await road.newRider()
    const session = await road.start(rider)
    road.later(MINUTE_MS)
    if (count > 0) await road.record(rider, session.id, ride(session, 0, count - 1))
    await road.finish(rider, session.id)
    expect(await activitiesOf(rider)).toEqual([])
    expect(await road.look(rider, { id: session.id })).toMatchObject({ status: 'ENDED' })
    road.later(25 * 60 * MINUTE_MS)
    await world.runJobs()
    expect(await world.rows('live_sessions', { _id: session.id, lookAt: { $ne: null } })).toEqual([])
  })

  it('becomes one activity, however often and in whatever order events come', async () => {
    const rider = await road.newRider()
    const session = await underWay(rider)
    const closed = { liveSessionId: session.id, athleteId: rider.athleteId }
    // An event before the end, or of an unknown session, makes no activity.
    await world.emit('live-session.closed', closed)
    await world.emit('live-session.closed', { ...closed, liveSessionId: newId('LiveSession') })
    await world.settle()
    expect(await activitiesOf(rider)).toEqual([])
    await road.finish(rider, session.id)
    await Promise.all([world.emit('live-session.closed', closed), world.emit('live-session.closed', closed)])
    await world.runJobs()
    await world.settle()
    expect(await activitiesOf(rider)).toHaveLength(1)
  })
})

describe('a session that no try could measure', () => {
  it('is tried again a day later, with its positions still stored', async () => {
    // The account of this athlete has not been projected.
    const rider: Rider = { kind: 'athlete', athleteId: newId('Athlete'), sessionId: 'ses_test', roles: [], address: null }
    const session = await underWay(rider, { visibility: 'EVERYONE' })
    await road.finish(rider, session.id)
    expect(await activitiesOf(rider)).toEqual([])
    await world.account(rider.athleteId)
    await world.settle()
    road.later(25 * 60 * MINUTE_MS)
    await world.runJobs()
    await world.settle()
    expect(await road.activityOf(rider, session.id)).toMatchObject({ distanceMeters: isAround(1000) })
  })
})

describe('the activity of a session', () => {
  const PRIVATE = 'mutation($id: ID!) { updateActivity(id: $id, input: { visibility: ONLY_ME }) { id } }'
  const DELETE = 'mutation($id: ID!) { deleteActivity(id: $id) }'

  it('hides the session from others when it is hidden or deleted', async () => {
    const [rider, stranger] = [await road.newRider(), await road.newRider()]
    const session = await underWay(rider)
    const shared = await road.act(rider, session.id, 'setLiveSharing(id: $id, shared: true)')
    const shareToken = shared.shareUrl.split('/').at(-1)
    await road.finish(rider, session.id)
    const { id } = await road.activityOf(rider, session.id)
    const changing = [
      'endLiveSession(id: $id)',
      'pauseLiveSession(id: $id, paused: true)',
      'setLiveSharing(id: $id, shared: true)',
    ]
    const refused = () =>
      Promise.all(
        changing.map((change) => world.refused(`mutation($id: ID!) { ${change} { id } }`, { id: session.id }, stranger)),
      )
    expect(await road.look(stranger, { id: session.id })).toMatchObject({ track: expect.any(String) })
    expect(await refused()).toEqual(changing.map(() => 'FORBIDDEN'))
    await world.ask(PRIVATE, { id }, rider)
    expect(await road.look(stranger, { id: session.id })).toBeNull()
    // Others cannot even learn that it exists.
    expect(await refused()).toEqual(changing.map(() => 'NOT_FOUND'))
    // The link works whatever the visibility.
    expect(await road.look(stranger, { shareToken })).toMatchObject({ track: expect.any(String) })
    await world.ask(DELETE, { id }, rider)
    expect(await road.look(stranger, { shareToken })).toBeNull()
    expect(await refused()).toEqual(changing.map(() => 'NOT_FOUND'))
    expect(await road.look(rider, { id: session.id })).toMatchObject({ status: 'ENDED' })
  })
})

describe('a file of the same time', () => {
  it('that came first is the activity of the session', async () => {
    const rider = await road.newRider()
    const session = await underWay(rider)
    const upload = await world.send(rider, gpxOf(session, -40, 130))
    expect(upload).toMatchObject({ status: 'DONE' })
    await road.finish(rider, session.id)
    expect(await activitiesOf(rider)).toHaveLength(1)
    expect(await road.activityOf(rider, session.id)).toMatchObject({ id: upload.activities[0].id, name: 'Watch' })
  })

  it('that comes later replaces the recording of the activity and keeps what the athlete said', async () => {
    const rider = await road.newRider()
    const session = await underWay(rider, { visibility: 'ONLY_ME' })
    await road.finish(rider, session.id)
    const made = await road.activityOf(rider, session.id)
    const edit = 'mutation($id: ID!) { updateActivity(id: $id, input: { name: "Round the lake", description: "Wind" }) { id } }'
    await world.ask(edit, { id: made.id }, rider)
    const [before] = await world.rows('samples', { 'meta.activityId': made.id })

    const upload = await world.send(rider, gpxOf(session, -40, 130))
    expect(upload).toMatchObject({ status: 'DONE', activities: [{ id: made.id }] })
    const after = await road.activityOf(rider, session.id)
    expect(after).toMatchObject({
      id: made.id,
      name: 'Round the lake',
      visibility: 'ONLY_ME',
      distanceMeters: isAround(1700),
      elapsedSeconds: 170,
      averageHeartRateBpm: null,
      streams: { original: 171 },
    })
    expect(await activitiesOf(rider)).toHaveLength(1)
    await world.settle()
    expect(measuredOf(made.id)).toHaveLength(1)
    const changes = world.events('activity.changed').filter((event) => event.activityId === made.id)
    expect(changes.map(({ revision, uploadId }) => [revision, uploadId])).toEqual([
      [2, null],
      [3, upload.id],
    ])
    // No activity owns the samples of the phone any more. Readers that have just loaded the activity may still read its former details.
    road.later(MINUTE_MS)
    await world.runJobs()
    expect(await world.detailsOf(made.id)).toHaveLength(2)
    road.later(15 * MINUTE_MS)
    await world.runJobs()
    const left = await world.rows('samples', { 'meta.activityId': made.id })
    expect(left.map((row) => row.meta.revision)).not.toContain(before?.meta.revision)
    expect(left.length).toBeGreaterThan(0)
    expect(await world.detailsOf(made.id)).toMatchObject([{ _id: `${made.id}:${left[0]?.meta.revision}` }])
    // From now on it is the activity of a file, so another file of the same ride is a duplicate.
    const again = await world.send(rider, gpxOf(session, -40, 129))
    expect(again).toMatchObject({ status: 'FAILED', failure: { code: 'DUPLICATE', duplicateOf: { id: made.id } } })
  })

  it('of another time, or another athlete, replaces nothing', async () => {
    const [rider, other] = [await road.newRider(), await road.newRider()]
    const session = await underWay(rider)
    await road.finish(rider, session.id)
    const made = await road.activityOf(rider, session.id)
    await world.send(other, gpxOf(session, 0, 100))
    await world.send(rider, gpxOf(session, 80, 400))
    expect((await activitiesOf(rider)).map((row) => row._id)).toHaveLength(2)
    expect(await road.activityOf(rider, session.id)).toEqual(made)
  })

  it('that comes after the activity was deleted becomes a new activity', async () => {
    const rider = await road.newRider()
    const session = await underWay(rider)
    await road.finish(rider, session.id)
    const made = await road.activityOf(rider, session.id)
    await world.ask('mutation($id: ID!) { deleteActivity(id: $id) }', { id: made.id }, rider)
    const upload = await world.send(rider, gpxOf(session, 0, 100))
    expect(upload).toMatchObject({ status: 'DONE' })
    expect(upload.activities[0].id).not.toBe(made.id)
    expect(await road.activityOf(rider, session.id)).toBeNull()
  })

  it('becomes one activity with the session, when both come at once', async () => {
    const rider = await road.newRider()
    const session = await underWay(rider)
    await road.act(rider, session.id, 'endLiveSession(id: $id)')
    road.later(4 * MINUTE_MS)
    const [upload] = await Promise.all([world.begin(rider, gpxOf(session, 0, 120)), world.runJobs()])
    await world.settle()
    expect(await world.upload(rider, upload)).toMatchObject({ status: 'DONE' })
    const activities = await world.rows('activities', { athleteId: rider.athleteId, deleted: false })
    expect(activities.map((row) => row.uploadId)).toEqual([upload])
    expect(await road.activityOf(rider, session.id)).toMatchObject({ id: activities[0]?._id, elapsedSeconds: 120 })
  })
})

describe('a process killed while a session ends', () => {
  it.each(['activities-measure-live-sessions:prepared', 'activities-measure-live-sessions:committed'])(
    'at %s loses nothing and doubles nothing',
    async (point) => {
      const other = await openWorld({ workers: false, env: SOON_AGAIN })
      try {
        const way = liveRoad(other)
        const rider = await other.athlete()
        const session = await way.start(rider, { visibility: 'EVERYONE' })
        way.later(3 * MINUTE_MS)
        await way.record(rider, session.id, ride(session, 0, 100))
        await way.act(rider, session.id, 'endLiveSession(id: $id)')
        way.later(4 * MINUTE_MS)
        await other.runJobs()
        expect(await runUntil(other, point)).toBe('SIGKILL')
        await other.startWorkers()
        await other.settle()
        const activity = await way.activityOf(rider, session.id)
        expect(activity).toMatchObject({ distanceMeters: isAround(1000), streams: { original: 101 } })
        expect(await other.rows('activities')).toHaveLength(1)
        expect(other.events('activity.measured').map((event) => event.activityId)).toEqual([activity.id])
        way.later(60 * MINUTE_MS)
        await other.runJobs()
        expect(new Set((await other.rows('samples')).map((row) => row.meta.activityId))).toEqual(new Set([activity.id]))
      } finally {
        await other.close()
      }
    },
  )
})

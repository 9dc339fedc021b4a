import { ANONYMOUS, CROWD_PATH } from '@gruppetto/graph'
import { decodePolyline } from '@gruppetto/recordings'
import { type AnyData, callRoute } from '@gruppetto/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { liveEvents } from './live-events.ts'
import { isAround, type LiveRoad, liveRoad, MINUTE_MS, type Rider, ride } from './live-road.ts'
import { openWorld, type World } from './world.ts'

let world: World
let road: LiveRoad
beforeAll(async () => {
  world = await openWorld()
  road = liveRoad(world)
})
afterAll(() => world.close())

const share = (rider: Rider, id: string, shared: boolean): Promise<AnyData> =>
  road.act(rider, id, `setLiveSharing(id: $id, shared: ${shared})`)
const tokenOf = (session: { shareUrl: string }): string => session.shareUrl.split('/').at(-1) ?? ''
/** Starts a session that has covered 1,000 m. */
const underWay = async (rider: Rider, input: Record<string, unknown> = {}): Promise<AnyData> => {
  const session = await road.start(rider, input)
  road.later(2 * MINUTE_MS)
  return road.record(rider, session.id, ride(session, 0, 100, { heartRateBpm: 150, powerWatts: 200 }))
}
const metersNorth = (latitude: number): number => (latitude - 47) * 111_195.08

describe('who sees a live session', () => {
  it('are those who see an activity of its visibility', async () => {
    const [rider, friend, stranger] = await Promise.all([world.athlete(), world.athlete(), world.athlete()])
    await world.follow(friend, rider)
    await world.settle()
    const sees = async (id: string) =>
      Promise.all([rider, friend, stranger, ANONYMOUS].map(async (who) => (await road.look(who, { id })) !== null))
    expect(await sees((await underWay(rider, { visibility: 'EVERYONE' })).id)).toEqual([true, true, true, true])
    expect(await sees((await underWay(rider, { visibility: 'FOLLOWERS' })).id)).toEqual([true, true, false, false])
    expect(await sees((await underWay(rider, { visibility: 'ONLY_ME' })).id)).toEqual([true, false, false, false])
    expect(await sees('live_01kaq8z3m5e8n9t0v2w4x6y8z9')).toEqual([false, false, false, false])
  })

  it("depends on the account's default, on a private account and on blocks", async () => {
    const quiet = await road.newRider({ defaultActivityVisibility: 'FOLLOWERS' })
    expect(await road.look(ANONYMOUS, { id: (await underWay(quiet)).id })).toBeNull()
    const hermit = await road.newRider({ isPrivate: true })
    const shown = await underWay(hermit)
    const [friend, stranger] = await Promise.all([world.athlete(), world.athlete()])
    await world.follow(friend, hermit)
    await world.settle()
    expect(await road.look(stranger, { id: shown.id })).toBeNull()
    expect(await road.look(friend, { id: shown.id })).toMatchObject({ status: 'LIVE' })
    await world.block(hermit, friend)
    await world.settle()
    expect(await road.look(friend, { id: shown.id })).toBeNull()
    await world.account(hermit.athleteId, { deleted: true })
    await world.settle()
    expect(await road.look(ANONYMOUS, { id: shown.id })).toBeNull()
  })

  it('is its athlete alone once the staff has removed it, with what it becomes, until an appeal is granted', async () => {
    const [rider, stranger] = [await road.newRider(), await road.newRider()]
    const decide = async (subjectId: string, decision: 'REMOVED' | 'UPHELD' | 'RESTORED') => {
      const subject = { caseId: 'case_1', subjectId, subjectOwnerId: rider.athleteId }
      await world.emit('moderation.decided', { ...subject, decision, reasons: ['OTHER'], at: Date.now() })
      await world.settle()
    }
    const { id } = await underWay(rider, { visibility: 'EVERYONE' })
    const shareToken = tokenOf(await share(rider, id, true))
    await decide(id, 'REMOVED')
    await decide(id, 'UPHELD')
    expect([await road.look(stranger, { id }), await road.look(ANONYMOUS, { shareToken })]).toEqual([null, null])
    expect(await road.look(rider, { id })).toMatchObject({ status: 'LIVE', shareUrl: null })
    await expect(share(rider, id, true)).rejects.toThrow('The staff keeps this live session from others')
    await decide(id, 'RESTORED')
    expect(await road.look(stranger, { id })).toMatchObject({ status: 'LIVE' })

    await decide(id, 'REMOVED')
    await road.finish(rider, id)
    const { id: activityId, visibility } = await road.activityOf(rider, id)
    expect(visibility).toBe('ONLY_ME')
    const show = 'mutation ($id: ID!) { updateActivity(id: $id, input: { visibility: EVERYONE }) { visibility } }'
    await expect(world.ask(show, { id: activityId }, rider)).rejects.toThrow('The staff keeps this activity from others')
    await decide(id, 'RESTORED')
    expect(await road.look(stranger, { id })).toBeNull()
    await world.ask(show, { id: activityId }, rider)
    expect(await road.look(stranger, { id })).toMatchObject({ status: 'ENDED' })
    // Removed after its end, it takes the activity with it.
    await decide(id, 'REMOVED')
    expect(await road.look(stranger, { id })).toBeNull()
    const seen = await world.ask('query ($id: ID!) { activity(id: $id) { id } }', { id: activityId }, stranger)
    expect(seen.activity).toBeNull()
    // Another case has removed the activity itself: each of the two keeps it back.
    await decide(activityId, 'REMOVED')
    await decide(id, 'RESTORED')
    await expect(world.ask(show, { id: activityId }, rider)).rejects.toThrow('The staff keeps this activity from others')
    await decide(id, 'REMOVED')
    await decide(activityId, 'RESTORED')
    await expect(world.ask(show, { id: activityId }, rider)).rejects.toThrow('The staff keeps this activity from others')
    await decide(id, 'RESTORED')
    await world.ask(show, { id: activityId }, rider)
    expect(
      (await world.ask('query ($id: ID!) { activity(id: $id) { id } }', { id: activityId }, stranger)).activity,
    ).not.toBeNull()
  })

  it('are told who is out right now of those whom they follow, and of their own', async () => {
    const OUT = '{ viewer { liveSession { id } outNow { id athlete { id } position { distanceMeters } } } }'
    const look = async (who: Rider) => (await world.ask(OUT, {}, who)).viewer
    const [watcher, first, second, hidden, stranger] = [
      await road.newRider(),
      await road.newRider(),
      await road.newRider(),
      await road.newRider(),
      await road.newRider(),
    ]
    for (const rider of [first, second, hidden]) await world.follow(watcher, rider)
    await world.settle()
    expect(await look(watcher)).toEqual({ liveSession: null, outNow: [] })
    const one = await underWay(first)
    const two = await underWay(second, { visibility: 'FOLLOWERS' })
    const own = await underWay(watcher, { visibility: 'ONLY_ME' })
    await underWay(hidden, { visibility: 'ONLY_ME' })
    await underWay(stranger)
    const { liveSession, outNow } = await look(watcher)
    expect(liveSession).toEqual({ id: own.id })
    expect(outNow.map(({ id }: { id: string }) => id)).toEqual([two.id, one.id])
    expect(outNow[0]).toMatchObject({ athlete: { id: second.athleteId }, position: { distanceMeters: isAround(1000) } })
    expect(await look(stranger)).toMatchObject({ outNow: [] })
    // However many are out, their sessions are read together.
    const reads = await world.reads(() => look(watcher))
    expect(reads.filter((read) => read.startsWith('live_sessions.')).length).toBeLessThanOrEqual(4)
    await road.act(second, two.id, 'endLiveSession(id: $id)')
    await world.block(first, watcher)
    await world.settle()
    expect(await look(watcher)).toEqual({ liveSession: { id: own.id }, outNow: [] })
    expect((await world.ask('{ viewer { id } }', {}, ANONYMOUS)).viewer).toBeNull()
  })

  it('is asked for by id or token, and not by neither or both', async () => {
    for (const args of [{}, { id: 'live_x', shareToken: 'x' }])
      expect(
        await world.refused(
          'query($id: ID, $shareToken: String) { liveSession(id: $id, shareToken: $shareToken) { id } }',
          args,
          ANONYMOUS,
        ),
      ).toBe('BAD_USER_INPUT')
  })

  it.each([
    'recordPositions(liveSessionId: $id, positions: [{ at: "2026-11-22T07:30:00Z" }])',
    'pauseLiveSession(id: $id, paused: true)',
    'endLiveSession(id: $id)',
    'setLiveSharing(id: $id, shared: true)',
  ])('lets nobody else do %s', async (mutation) => {
    const [rider, other] = [await road.newRider(), await road.newRider()]
    const [open, closed] = [await underWay(rider), await underWay(rider, { visibility: 'ONLY_ME' })]
    const text = `mutation($id: ID!) { ${mutation} { id } }`
    expect(await world.refused(text, { id: open.id }, other)).toBe('FORBIDDEN')
    expect(await world.refused(text, { id: closed.id }, other)).toBe('NOT_FOUND')
    expect(await world.refused(text, { id: 'live_01kaq8z3m5e8n9t0v2w4x6y8z9' }, other)).toBe('NOT_FOUND')
    expect(await world.refused(text, { id: open.id }, ANONYMOUS)).toBe('UNAUTHENTICATED')
  })

  it('is the same by reference, and many sessions cost one read', async () => {
    const rider = await road.newRider()
    const [open, closed] = [await underWay(rider), await underWay(rider, { visibility: 'ONLY_ME' })]
    const representations = [open, closed].map(({ id }) => ({ __typename: 'LiveSession', ref: id }))
    const query =
      'query($representations: [_Any!]!) { _entities(representations: $representations) { ... on LiveSession { id status } } }'
    expect((await world.ask(query, { representations }))._entities).toEqual([{ id: open.id, status: 'ENDED' }, null])
  })
})

describe('a share link', () => {
  it('shows the session to those who have it, whatever its visibility, and its address only to the owner', async () => {
    const rider = await road.newRider()
    const session = await underWay(rider, { visibility: 'ONLY_ME' })
    const shared = await share(rider, session.id, true)
    expect(shared.shareUrl).toMatch(/^https?:\/\/.*\/live\/[\w-]{43}$/)
    // A second request returns the same link, and its token is not in the store.
    expect((await share(rider, session.id, true)).shareUrl).toBe(shared.shareUrl)
    expect((await road.look(rider, { id: session.id })).shareUrl).toBe(shared.shareUrl)
    const shareToken = tokenOf(shared)
    expect(JSON.stringify(await world.rows('live_sessions', { _id: session.id }))).not.toContain(shareToken)
    for (const who of [ANONYMOUS, await road.newRider()]) {
      const seen = await road.look(who, { shareToken })
      expect(seen).toMatchObject({ id: session.id, athlete: { id: rider.athleteId }, shareUrl: null })
      expect(seen.position.distanceMeters).toEqual(isAround(1000))
      expect(await road.look(who, { id: session.id })).toBeNull()
    }
  })

  it('is revoked at once and for good, and the next one is different', async () => {
    const rider = await road.newRider()
    const session = await underWay(rider)
    const first = tokenOf(await share(rider, session.id, true))
    expect(await share(rider, session.id, false)).toMatchObject({ shareUrl: null })
    expect(await share(rider, session.id, false)).toMatchObject({ shareUrl: null })
    expect(await road.look(ANONYMOUS, { shareToken: first })).toBeNull()
    const second = tokenOf(await share(rider, session.id, true))
    expect(second).not.toBe(first)
    expect(await road.look(ANONYMOUS, { shareToken: first })).toBeNull()
    expect(await road.look(ANONYMOUS, { shareToken: second })).toMatchObject({ id: session.id })
  })

  it('works for a day after the end, when no new one can be made', async () => {
    const rider = await road.newRider()
    const session = await underWay(rider)
    const shareToken = tokenOf(await share(rider, session.id, true))
    await road.act(rider, session.id, 'endLiveSession(id: $id)')
    road.later(60 * MINUTE_MS)
    expect(await road.look(ANONYMOUS, { shareToken })).toMatchObject({ status: 'ENDED', track: expect.any(String) })
    await share(rider, session.id, false)
    expect(
      await world.refused('mutation($id: ID!) { setLiveSharing(id: $id, shared: true) { id } }', { id: session.id }, rider),
    ).toBe('CONFLICT')
    const other = await underWay(rider)
    const kept = tokenOf(await share(rider, other.id, true))
    await road.act(rider, other.id, 'endLiveSession(id: $id)')
    road.later(25 * 60 * MINUTE_MS)
    expect(await road.look(ANONYMOUS, { shareToken: kept })).toBeNull()
  })

  it('is hidden from signed-in athletes who are blocked, and cannot be guessed', async () => {
    const [rider, blocked] = [await road.newRider(), await road.newRider()]
    const session = await underWay(rider)
    const shareToken = tokenOf(await share(rider, session.id, true))
    await world.block(rider, blocked)
    await world.settle()
    expect(await road.look(blocked, { shareToken })).toBeNull()
    expect(await road.look(ANONYMOUS, { shareToken })).toMatchObject({ id: session.id })
    for (const guess of ['', 'x', `${shareToken}x`, shareToken.slice(1), 'x'.repeat(50_000), session.id, '{"$ne":null}'])
      expect(await road.look(ANONYMOUS, { shareToken: guess })).toBeNull()
    await world.account(rider.athleteId, { deleted: true })
    await world.settle()
    expect(await road.look(ANONYMOUS, { shareToken })).toBeNull()
  })
})

describe('what privacy leaves of a live session', () => {
  it('is nothing at the start and stays behind, for all but the athlete', async () => {
    const rider = await road.newRider()
    await world.privacy(rider, { hideStartEndMeters: 205, hideHeartRate: true })
    await world.settle()
    const session = await road.start(rider)
    const shareToken = tokenOf(await share(rider, session.id, true))
    road.later(5 * MINUTE_MS)
    await road.record(rider, session.id, ride(session, 0, 40, { heartRateBpm: 150 }))
    const ways = [{ id: session.id }, { shareToken }]
    for (const way of ways) expect(await road.look(ANONYMOUS, way)).toMatchObject({ position: null, track: null })
    await road.record(rider, session.id, ride(session, 41, 100, { heartRateBpm: 150, powerWatts: 200 }))
    for (const way of ways) {
      const seen = await road.look(ANONYMOUS, way)
      expect(seen.position).toMatchObject({
        elapsedSeconds: 78,
        distanceMeters: isAround(570),
        heartRateBpm: null,
        powerWatts: 200,
      })
      for (const [latitude] of decodePolyline(seen.track)) {
        expect(metersNorth(latitude)).toBeGreaterThan(204)
        expect(metersNorth(latitude)).toBeLessThan(796)
      }
    }
    expect((await road.look(rider, { id: session.id })).position).toMatchObject({ elapsedSeconds: 100, heartRateBpm: 150 })
    // The end shows no more than the track did.
    await road.act(rider, session.id, 'endLiveSession(id: $id)')
    expect((await road.look(ANONYMOUS, { shareToken })).position).toMatchObject({ elapsedSeconds: 78 })
  })

  it('stays at the hidden distance of an athlete who is home again and has not ended the session', async () => {
    const rider = await road.newRider()
    await world.privacy(rider, { hideStartEndMeters: 200 })
    await world.settle()
    const session = await road.start(rider)
    road.later(20 * MINUTE_MS)
    const out = Array.from({ length: 100 }, (_, i) => i * 10)
    const way = [...new Array<number>(120).fill(0), ...out, ...out.toReversed(), ...new Array<number>(600).fill(0)]
    /** The position of the receiver drifts between -6 and 6 m. */
    const wander = (second: number): number => {
      const value = Math.sin(second * 12.9898) * 43_758.5453
      return 12 * (value - Math.floor(value)) - 6
    }
    const positions = way.map((meters, second) => ({
      at: new Date(Date.parse(session.startedAt) + second * 1000).toISOString(),
      latitude: 47 + (meters + wander(second)) / 111_195.08,
      longitude: 8 + wander(second + 0.5) / 75_835,
    }))
    for (const [from, to] of [
      [0, 120],
      [120, 320],
      [320, 620],
      [620, 920],
    ]) {
      await road.record(rider, session.id, positions.slice(from, to))
      const { position, track } = await road.look(ANONYMOUS, { id: session.id })
      if (to === 120) expect({ position, track }).toEqual({ position: null, track: null })
      else
        for (const latitude of [position.latitude, ...decodePolyline(track).map(([degrees]) => degrees)])
          expect(metersNorth(latitude)).toBeGreaterThan(175)
    }
    expect(metersNorth((await road.look(rider, { id: session.id })).position.latitude)).toBeLessThan(10)
  })

  it('is neither distance nor speed before the first position, when the athlete hides places', async () => {
    const [home, open] = [await road.newRider(), await road.newRider()]
    await world.privacy(home, { zones: [{ zoneId: 'zone_1', latitude: 47, longitude: 8, radiusMeters: 400 }] })
    await world.settle()
    const counted = (session: AnyData, from: number, to: number, isPlaced: boolean): object[] =>
      ride(session, from, to).map((point, i) => {
        const { latitude, longitude, ...others } = point as AnyData
        return { ...others, distanceMeters: (from + i) * 10, powerWatts: 200, ...(isPlaced && { latitude, longitude }) }
      })
    const begin = async (rider: Rider, input = {}): Promise<AnyData> => {
      const session = await road.start(rider, input)
      road.later(2 * MINUTE_MS)
      await road.record(rider, session.id, counted(session, 0, 42, false))
      return session
    }
    expect((await road.look(ANONYMOUS, { id: (await begin(open)).id })).position).toMatchObject({ distanceMeters: isAround(420) })
    const session = await begin(home)
    expect(await road.look(ANONYMOUS, { id: session.id })).toMatchObject({ position: null, track: null })
    expect((await road.look(home, { id: session.id })).position).toMatchObject({ distanceMeters: isAround(420), powerWatts: 200 })
    await road.record(home, session.id, counted(session, 43, 60, true))
    expect((await road.look(ANONYMOUS, { id: session.id })).position).toMatchObject({
      elapsedSeconds: 60,
      distanceMeters: isAround(170),
    })
    await road.act(home, session.id, 'endLiveSession(id: $id)')
    const indoors = await begin(home, { sport: 'VIRTUAL_RIDE' })
    expect((await road.look(ANONYMOUS, { id: indoors.id })).position).toMatchObject({ distanceMeters: isAround(420) })
  })

  it('is no position in a zone', async () => {
    const rider = await road.newRider()
    const zone = { zoneId: 'zone_1', latitude: 47 + 1000 / 111_195.08, longitude: 8, radiusMeters: 95 }
    await world.privacy(rider, { zones: [zone] })
    await world.settle()
    const session = await underWay(rider)
    expect((await road.look(rider, { id: session.id })).position).toMatchObject({ elapsedSeconds: 100 })
    const hidden = await road.look(ANONYMOUS, { id: session.id })
    expect(hidden).toMatchObject({ status: 'LIVE', position: null })
    for (const [latitude] of decodePolyline(hidden.track)) expect(metersNorth(latitude)).toBeLessThan(906)
    road.later(2 * MINUTE_MS)
    await road.record(rider, session.id, ride(session, 101, 120))
    expect((await road.look(ANONYMOUS, { id: session.id })).position).toMatchObject({
      elapsedSeconds: 120,
      distanceMeters: isAround(900 + 100),
    })
    // Afterwards others cannot learn when the athlete was where, nor the duration to the second.
    road.later(17_000)
    const own = await road.act(rider, session.id, 'endLiveSession(id: $id)')
    expect(own.position).toMatchObject({ elapsedSeconds: 120 })
    const over = await road.look(ANONYMOUS, { id: session.id })
    expect(over).toMatchObject({ status: 'ENDED', position: null, track: expect.any(String) })
    const elapsedMs = (seen: AnyData): number => Date.parse(seen.endedAt) - Date.parse(seen.startedAt)
    expect(elapsedMs(own) % MINUTE_MS).not.toBe(0)
    expect(elapsedMs(over)).toBe(Math.round(elapsedMs(own) / MINUTE_MS) * MINUTE_MS)
  })
})

describe('the crowd of a live session', () => {
  const crowdOf = async (topic: string, key: string, athletes: readonly Rider[]): Promise<boolean[]> => {
    const routes = [world.subgraph.opened.internalRoutes ?? (() => undefined)]
    const payload = { topic, key, athleteIds: athletes.map(({ athleteId }) => athleteId) }
    const answer = await callRoute(routes, { method: 'POST', url: CROWD_PATH, payload })
    const crowd: string[] = answer.json().athleteIds
    return athletes.map(({ athleteId }) => crowd.includes(athleteId))
  }
  /** What a viewer sees in the fields that declare themselves the same for the crowd. */
  const look = async (who: Rider | typeof ANONYMOUS, args: Record<string, unknown>): Promise<AnyData> => {
    const seen = await road.look(who, args)
    if (seen === null) return null
    const { shareUrl: _own, ...rest } = seen
    return rest
  }

  it('is everybody but its athlete and who is blocked either way, and sees what somebody who is signed out sees', async () => {
    const rider = await road.newRider()
    await world.privacy(rider, { hideStartEndMeters: 200 })
    const [follower, stranger, blocked, blocker] = await Promise.all(Array.from({ length: 4 }, () => world.athlete()))
    if (!follower || !stranger || !blocked || !blocker) throw new Error('nobody')
    await world.follow(follower, rider)
    await world.block(rider, blocked)
    await world.block(blocker, rider)
    await world.settle()
    const session = await underWay(rider, { visibility: 'EVERYONE' })
    const shareToken = tokenOf(await share(rider, session.id, true))
    const [row] = await world.rows('live_sessions', { _id: session.id })
    const viewers = [follower, stranger, rider, blocked, blocker]
    for (const [topic, key, args] of [
      ['liveSession', session.id, { id: session.id }],
      ['liveLink', row?.link.tokenHash, { shareToken }],
    ] as const) {
      expect(await crowdOf(topic, key, viewers)).toEqual([true, true, false, false, false])
      const open = await look(ANONYMOUS, args)
      expect(open).toMatchObject({ status: 'LIVE' })
      for (const viewer of [follower, stranger]) expect(await look(viewer, args)).toEqual(open)
      expect(await look(rider, args)).not.toEqual(open)
      for (const viewer of [blocked, blocker]) expect(await look(viewer, args)).toBeNull()
    }
  })

  it('is nobody where somebody who is signed out sees nothing', async () => {
    const rider = await road.newRider()
    const follower = await world.athlete()
    await world.follow(follower, rider)
    await world.settle()
    const session = await underWay(rider, { visibility: 'FOLLOWERS' })
    expect(await crowdOf('liveSession', session.id, [rider, follower])).toEqual([false, false])
    // The link opens it to all.
    await share(rider, session.id, true)
    const [row] = await world.rows('live_sessions', { _id: session.id })
    expect(await crowdOf('liveLink', row?.link.tokenHash, [rider, follower])).toEqual([false, true])
    expect(await crowdOf('liveLink', 'no such hash', [follower])).toEqual([false])
    expect(await crowdOf('liveSession', 'live_none', [follower])).toEqual([false])
    expect(await crowdOf('upload', session.id, [follower])).toEqual([false])
  })
})

describe('a live hint', () => {
  it('reaches watchers by id and by link, and is throttled however many positions arrive', async () => {
    const rider = await road.newRider()
    const session = await underWay(rider)
    const shareToken = tokenOf(await share(rider, session.id, true))
    const [row] = await world.rows('live_sessions', { _id: session.id })
    const hints = { byId: 0, byLink: 0 }
    world.runtime.live.subscribe('liveSession', session.id, () => void hints.byId++)
    world.runtime.live.subscribe('liveLink', row?.link.tokenHash, () => void hints.byLink++)
    await world.runtime.bus.connection.flush()
    road.later(2 * MINUTE_MS)
    for (let second = 101; second <= 120; second++) await road.record(rider, session.id, ride(session, second, second))
    await expect.poll(() => hints.byId).toBeGreaterThan(0)
    await expect.poll(() => hints.byLink).toBeGreaterThan(0)
    expect(await road.look(ANONYMOUS, { shareToken })).toMatchObject({ position: { elapsedSeconds: 120 } })
  })

  it('follows a change of privacy, even without a new position', async () => {
    const rider = await road.newRider()
    const session = await road.start(rider)
    let hints = 0
    world.runtime.live.subscribe('liveSession', session.id, () => void hints++)
    await world.runtime.bus.connection.flush()
    await world.privacy(rider, { hideStartEndMeters: 500 })
    await world.settle()
    await expect.poll(() => hints).toBeGreaterThan(0)
  })
})

liveEvents(
  () => world,
  () => road,
)

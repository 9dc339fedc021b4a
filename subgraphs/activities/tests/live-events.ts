import type { EventData } from '@gruppetto/events'
import { ANONYMOUS, type Caller, newId } from '@gruppetto/graph'
import { SYSTEM } from '@gruppetto/runtime'
import { describe, expect, it } from 'vitest'
import { newLiveSession } from '../src/domain/live-session.ts'
import { type LiveRoad, MINUTE_MS, type Rider, ride } from './live-road.ts'
import type { World } from './world.ts'

const HOUR_MS = 60 * MINUTE_MS
const START = 'mutation($input: StartLiveSessionInput!) { startLiveSession(input: $input) { id } }'
const LIVE = `query($representations: [_Any!]!) { _entities(representations: $representations) { ... on ClubEvent { id
  live { id status position { distanceMeters } } } } }`

/** Tests of live sessions for club events, which share the world of live-access.test.ts. */
export const liveEvents = (worldOf: () => World, roadOf: () => LiveRoad): void => {
  let revision = 0
  const member = ({ athleteId }: Rider, clubId: string, status: 'ACTIVE' | 'NONE' = 'ACTIVE') =>
    worldOf().emit('club.membership-changed', {
      clubId,
      athleteId,
      revision: ++revision,
      status,
      role: 'MEMBER',
      mutedUntilMs: null,
      byId: null,
      at: 0,
    })
  /** The event of clubs about a virtual event that is under way, in a public club. */
  const event = async (change: Partial<EventData<'club-event.changed'>> = {}) => {
    const nowMs = worldOf().runtime.now()
    const state: EventData<'club-event.changed'> = {
      clubEventId: newId('ClubEvent'),
      clubId: newId('Club'),
      revision: ++revision,
      createdById: 'ath_1',
      access: 'OPEN',
      recurrence: null,
      capacity: null,
      title: 'Turbo Tuesday',
      sport: null,
      startsAtMs: nowMs - HOUR_MS,
      endsAtMs: null,
      overAtMs: nowMs + 2 * HOUR_MS,
      timeZone: 'UTC',
      place: null,
      isVirtual: true,
      cancelled: false,
      cancelReason: null,
      at: nowMs,
      ...change,
    }
    await worldOf().emit('club-event.changed', state)
    return state
  }
  const startError = async (who: Caller, eventId: string) => {
    const { errors } = await worldOf().execute(START, { input: { sport: 'RIDE', eventId } }, who)
    return errors?.[0]?.extensions
  }
  const liveOf = async (who: Caller, ...ids: string[]) => {
    const representations = ids.map((id) => ({ __typename: 'ClubEvent', id }))
    const { _entities } = await worldOf().ask(LIVE, { representations }, who)
    return _entities.map((found: { live: { id: string }[] | null } | null) => found?.live?.map(({ id }) => id) ?? null)
  }

  describe('a live session of a club’s event', () => {
    it('is started by members of the club, while a virtual event is under way or about to start', async () => {
      const [world, road] = [worldOf(), roadOf()]
      const [rider, stranger] = [await road.newRider(), await road.newRider()]
      const clubId = newId('Club')
      const nowMs = world.runtime.now()
      const of = (change: Partial<EventData<'club-event.changed'>> = {}) => event({ clubId, ...change })
      const on = await of({ startsAtMs: nowMs + 59 * MINUTE_MS })
      const closed = await of({ access: 'ON_REQUEST' })
      const outside = await of({ isVirtual: false })
      const ahead = await of({ startsAtMs: nowMs + 2 * HOUR_MS })
      const over = await of({ overAtMs: nowMs - 1 })
      await member(rider, clubId)
      await world.settle()
      road.later(MINUTE_MS)
      expect(await startError(rider, 'evt_01kaq8z3m5e8n9t0v2w4x6y8z9')).toMatchObject({ code: 'NOT_FOUND' })
      expect(await startError(stranger, on.clubEventId)).toMatchObject({ code: 'FORBIDDEN' })
      expect(await startError(stranger, closed.clubEventId)).toMatchObject({ code: 'NOT_FOUND' })
      expect(await startError(rider, outside.clubEventId)).toMatchObject({
        code: 'BAD_USER_INPUT',
        fields: [{ path: 'input.eventId' }],
      })
      for (const { clubEventId } of [ahead, over])
        expect(await startError(rider, clubEventId)).toMatchObject({ code: 'CONFLICT' })
      for (const { clubEventId } of [on, closed]) expect(await startError(rider, clubEventId)).toBeUndefined()

      // Events come twice and out of order, and the cancelled event stays cancelled.
      await event({ ...closed, revision: closed.revision + 1000, cancelled: true })
      await event(closed)
      await event({ ...closed, revision: closed.revision + 1000, cancelled: true })
      await member(rider, clubId, 'NONE')
      await world.settle()
      expect(await world.rows('club_events', { _id: closed.clubEventId })).toMatchObject([{ cancelled: true }])
      expect(await startError(rider, on.clubEventId)).toMatchObject({ code: 'FORBIDDEN' })
      await member(rider, clubId)
      await world.settle()
      expect(await startError(rider, closed.clubEventId)).toMatchObject({ code: 'CONFLICT' })
      const told = world.events('live-session.changed').filter(({ eventId }) => eventId === on.clubEventId)
      expect(told.map(({ status }) => status)).toEqual(['LIVE', 'ENDED'])
    })

    it('is started for the date of a series that is on, and listed with that date alone', async () => {
      const [world, road] = [worldOf(), roadOf()]
      const rider = await road.newRider()
      const startsAtMs = world.runtime.now()
      const series = await event({ recurrence: 'FREQ=DAILY;COUNT=2', startsAtMs, overAtMs: startsAtMs + 25 * HOUR_MS })
      const { clubEventId, clubId } = series
      await member(rider, clubId)
      const date = async (afterMs: number, cancelled = false) => {
        const at = {
          originalStartsAtMs: startsAtMs + afterMs,
          startsAtMs: startsAtMs + afterMs,
          overAtMs: startsAtMs + afterMs + HOUR_MS,
        }
        const { title, timeZone, place, isVirtual, cancelReason } = series
        const more = { title, timeZone, place, isVirtual, cancelReason, endsAtMs: null, at: startsAtMs }
        await world.emit('club-event.occurrence-changed', {
          clubEventId,
          clubId,
          revision: ++revision,
          ...at,
          ...more,
          cancelled,
        })
      }
      await date(0)
      await date(24 * HOUR_MS)
      await world.settle()
      const first = await road.start(rider, { eventId: clubEventId })
      expect(await liveOf(rider, clubEventId)).toEqual([[first.id]])
      await road.act(rider, first.id, 'endLiveSession(id: $id)')
      road.later(2 * HOUR_MS)
      expect(await startError(rider, clubEventId)).toMatchObject({ code: 'CONFLICT' })
      road.later(22 * HOUR_MS)
      const second = await road.start(rider, { eventId: clubEventId })
      expect(await liveOf(rider, clubEventId)).toEqual([[second.id]])
      await date(24 * HOUR_MS, true)
      await world.settle()
      expect(await startError(rider, clubEventId)).toMatchObject({ code: 'CONFLICT' })
    })

    it('does not exist for anybody once the club is deleted, and is not listed', async () => {
      const [world, road] = [worldOf(), roadOf()]
      const [rider, stranger] = [await road.newRider(), await road.newRider()]
      const { clubEventId, clubId } = await event()
      await member(rider, clubId)
      await world.settle()
      const { id } = await road.start(rider, { eventId: clubEventId })
      expect(await liveOf(rider, clubEventId)).toEqual([[id]])
      const club = { clubId, slug: clubId, name: 'Gone', access: 'OPEN' as const, at: world.runtime.now() }
      await world.emit('club.changed', { ...club, revision: 2, dissolved: true })
      await world.emit('club.changed', { ...club, revision: 1, dissolved: false })
      await world.settle()
      for (const who of [rider, stranger]) {
        expect(await startError(who, clubEventId)).toMatchObject({ code: 'NOT_FOUND' })
        expect(await liveOf(who, clubEventId)).toEqual([null])
      }
    })

    it('that ended before the event begins is a warm-up, and is not listed once it has begun', async () => {
      const [world, road] = [worldOf(), roadOf()]
      const rider = await road.newRider()
      const startsAtMs = world.runtime.now() + 30 * MINUTE_MS
      const { clubEventId, clubId } = await event({ startsAtMs, overAtMs: startsAtMs + HOUR_MS })
      await member(rider, clubId)
      await world.settle()
      const warmUp = await road.start(rider, { eventId: clubEventId })
      road.later(10 * MINUTE_MS)
      expect(await liveOf(rider, clubEventId)).toEqual([[warmUp.id]])
      await road.act(rider, warmUp.id, 'endLiveSession(id: $id)')
      const early = await road.start(rider, { eventId: clubEventId })
      road.later(25 * MINUTE_MS)
      expect(await liveOf(rider, clubEventId)).toEqual([[early.id]])
      await road.act(rider, early.id, 'endLiveSession(id: $id)')
      expect(await liveOf(rider, clubEventId)).toEqual([[early.id]])
    })

    it('counts from the start of the event to its end, for the order and for what is kept of it', async () => {
      const [world, road] = [worldOf(), roadOf()]
      const [early, late, stranger] = [await road.newRider(), await road.newRider(), await road.newRider()]
      const startedAtMs = world.runtime.now()
      const startsAtMs = startedAtMs + MINUTE_MS
      const on = await event({ startsAtMs, overAtMs: startsAtMs + 2 * MINUTE_MS })
      const { clubEventId, clubId } = on
      for (const rider of [early, late]) await member(rider, clubId)
      await world.settle()
      const order = async (who: Caller) => {
        const representations = [{ __typename: 'ClubEvent', id: clubEventId }]
        const query = `query($representations: [_Any!]!) { _entities(representations: $representations) { ... on ClubEvent {
          live { id eventDistanceMeters } } } }`
        const [{ live }] = (await world.ask(query, { representations }, who))._entities
        return live.map(({ id, eventDistanceMeters }: { id: string; eventDistanceMeters: number | null }) => [
          id,
          eventDistanceMeters,
        ])
      }
      const metersOf = async (who: Caller, id: string) => {
        const query = 'query($id: ID) { liveSession(id: $id) { eventDistanceMeters } }'
        return (await world.ask(query, { id }, who)).liveSession.eventDistanceMeters
      }
      // Positions at 5, 15, 25 s and so on: the start, 60 s after that of the session, lies between two of them.
      const rare = (session: { startedAt: string }, from: number, to: number) =>
        ride(session, from, to).filter((_, i) => (from + i) % 10 === 5)
      const first = await road.start(early, { eventId: clubEventId })
      const lateMeters = (Date.parse(first.startedAt) - startedAtMs) / 100
      const about = (meters: number) => expect.closeTo(meters, 0)
      /** The clock goes on between the making of the event and the start of the first session. */
      const inRace = (meters: number) => about(meters + lateMeters)
      road.later(50_000)
      await road.record(early, first.id, rare(first, 0, 50))
      expect(await order(late)).toEqual([[first.id, 0]])
      road.later(20_000)
      const second = await road.start(late, { eventId: clubEventId })
      road.later(30_000)
      await road.record(late, second.id, ride(second, 0, 30))
      // What lies around the start comes after what is later.
      await road.record(early, first.id, rare(first, 80, 95))
      await road.record(early, first.id, rare(first, 50, 79))
      expect(await order(early)).toEqual([
        [first.id, inRace(350)],
        [second.id, about(300)],
      ])
      road.later(10_000)
      await road.record(late, second.id, ride(second, 31, 40))
      const now = [
        [second.id, about(400)],
        [first.id, inRace(350)],
      ]
      for (const who of [early, late]) expect(await order(who)).toEqual(now)
      expect(await metersOf(late, first.id)).toEqual(inRace(350))
      for (const who of [stranger, ANONYMOUS]) expect(await metersOf(who, first.id)).toBeNull()
      const reads = await world.reads(() => order(late))
      expect(reads.filter((read) => read.startsWith('live_positions'))).toEqual([])
      // Who hides where they begin and end is shown by what others see of them.
      await world.privacy(early, { hideStartEndMeters: 95 })
      await world.settle()
      expect(await order(late)).toEqual([
        [second.id, about(400)],
        [first.id, inRace(250)],
      ])
      expect(await order(early)).toEqual(now)
      await world.privacy(early, { hideStartEndMeters: 0 })
      // The start is moved while they ride.
      await event({ ...on, revision: on.revision + 1000, startsAtMs: startedAtMs + 80_000 })
      await world.settle()
      expect(await order(late)).toEqual([
        [second.id, about(400 - (startedAtMs + 80_000 - Date.parse(second.startedAt)) / 100)],
        [first.id, inRace(150)],
      ])
      await event({ ...on, revision: on.revision + 2000 })
      await world.settle()
      // Whoever rides on after the end wins nothing by it.
      road.later(2 * MINUTE_MS)
      await road.record(early, first.id, rare(first, 100, 200))
      expect(await order(late)).toEqual([
        [first.id, about(1200)],
        [second.id, about(400)],
      ])
      for (const [rider, { id }] of [
        [early, first],
        [late, second],
      ] as const)
        await road.finish(rider, id)
      const kept = world.events('activity.raced').filter(({ eventId }) => eventId === clubEventId)
      const activityOf = async ({ id }: { id: string }) => (await road.activityOf(late, id)).id
      const result = async (session: { id: string }, meters: number) => ({
        activityId: await activityOf(session),
        originalStartsAtMs: null,
        distanceMeters: expect.closeTo(meters, -1),
      })
      expect(kept).toMatchObject([await result(first, 1200), await result(second, 400)])
      expect(kept[0]?.movingSeconds).toBeLessThanOrEqual(121)
      // A crop that takes the warm-up away takes nothing from the race, and one within it does.
      const crop = (activityId: string, fromSeconds: number, toSeconds: number) =>
        world.ask(
          'mutation($id: ID!, $crop: CropInput!) { cropActivity(id: $id, crop: $crop) { id } }',
          { id: activityId, crop: { fromSeconds, toSeconds } },
          early,
        )
      const last = async () => {
        await world.settle()
        return world.events('activity.raced').findLast(({ activityId }) => activityId === kept[0]?.activityId)
      }
      await crop(kept[0]?.activityId ?? '', 50, 190)
      expect(await last()).toMatchObject({ revision: 2, distanceMeters: expect.closeTo(1200, -1) })
      await crop(kept[0]?.activityId ?? '', 100, 130)
      expect(await last()).toMatchObject({ revision: 3, distanceMeters: expect.closeTo(300, -1) })
    })

    it('counts anew when the event is moved, also away from it and back, and on a date of a series', async () => {
      const [world, road] = [worldOf(), roadOf()]
      const [rider, friend] = [await road.newRider(), await road.newRider()]
      const startsAtMs = world.runtime.now()
      const on = await event({ startsAtMs, overAtMs: startsAtMs + HOUR_MS })
      const { clubEventId, clubId } = on
      const weekly = await event({ clubId, recurrence: 'FREQ=WEEKLY', startsAtMs, overAtMs: startsAtMs + 1000 * HOUR_MS })
      const date = async (movedMs: number, revisionOfDate: number) => {
        const { title, timeZone, place, isVirtual, cancelReason } = weekly
        await world.emit('club-event.occurrence-changed', {
          ...{ clubEventId: weekly.clubEventId, clubId, revision: revisionOfDate, originalStartsAtMs: startsAtMs },
          ...{ startsAtMs: startsAtMs + movedMs, overAtMs: startsAtMs + movedMs + HOUR_MS, endsAtMs: null },
          ...{ title, timeZone, place, isVirtual, cancelReason, cancelled: false, at: startsAtMs },
        })
      }
      await date(0, 1)
      for (const who of [rider, friend]) await member(who, clubId)
      await world.settle()
      const raced = async (who: Rider, eventId: string) => {
        const session = await road.start(who, { eventId })
        road.later(2 * MINUTE_MS)
        await road.record(who, session.id, ride(session, 0, 100))
        await road.finish(who, session.id)
        return { startedAtMs: Date.parse(session.startedAt), activityId: (await road.activityOf(who, session.id)).id }
      }
      const single = await raced(rider, clubEventId)
      const ofSeries = await raced(friend, weekly.clubEventId)
      const said = async (activityId: string) => {
        await world.settle()
        return world.events('activity.raced').filter((race) => race.activityId === activityId)
      }
      const last = async ({ activityId }: { activityId: string }) => (await said(activityId)).at(-1)
      const meters = (many: number) => expect.closeTo(many, -1)
      expect(await said(single.activityId)).toMatchObject([{ distanceMeters: meters(1000), timesRevision: on.revision }])

      const move = (startsMs: number, overMs: number, step: number) =>
        event({ ...on, revision: on.revision + 1000 + step, startsAtMs: startsMs, overAtMs: overMs })
      await move(single.startedAtMs + 40_000, single.startedAtMs + HOUR_MS, 1)
      const later = { distanceMeters: meters(600), timesRevision: on.revision + 1001, originalStartsAtMs: null, revision: 1 }
      expect(await last(single)).toMatchObject(later)
      await move(single.startedAtMs + 5 * HOUR_MS, single.startedAtMs + 6 * HOUR_MS, 2)
      expect(await last(single)).toMatchObject({ distanceMeters: 0, movingSeconds: 0 })
      await move(single.startedAtMs - HOUR_MS, single.startedAtMs + 30_000, 3)
      expect(await last(single)).toMatchObject({ distanceMeters: meters(300), timesRevision: on.revision + 1003 })
      const times = (await said(single.activityId)).length
      // What is the same, and an older state, change nothing.
      await event({ ...on, revision: on.revision + 500 })
      await event({
        ...on,
        title: 'Turbo Wednesday',
        revision: on.revision + 1004,
        startsAtMs: single.startedAtMs - HOUR_MS,
        overAtMs: single.startedAtMs + 30_000,
      })
      expect(await said(single.activityId)).toHaveLength(times)

      expect(await last(ofSeries)).toMatchObject({ distanceMeters: meters(1000), timesRevision: 1 })
      const afterStart = ofSeries.startedAtMs - startsAtMs
      await date(afterStart + 70_000, 2)
      expect(await last(ofSeries)).toMatchObject({
        distanceMeters: meters(300),
        timesRevision: 2,
        originalStartsAtMs: startsAtMs,
      })
      await date(8 * HOUR_MS, 3)
      expect(await last(ofSeries)).toMatchObject({ distanceMeters: 0, timesRevision: 3, originalStartsAtMs: startsAtMs })
      await date(0, 4)
      expect(await last(ofSeries)).toMatchObject({ distanceMeters: meters(1000), timesRevision: 4 })
    })

    it('of a moved event is measured page by page, and those that are gone stop nobody', async () => {
      const [world, road] = [worldOf(), roadOf()]
      const rider = await road.newRider()
      const startsAtMs = world.runtime.now()
      const on = await event({ startsAtMs, overAtMs: startsAtMs + HOUR_MS })
      await member(rider, on.clubId)
      await world.settle()
      const gone = Array.from({ length: 45 }, () => {
        const about = { sport: 'RIDE', visibility: 'EVERYONE', eventId: on.clubEventId } as const
        const row = newLiveSession(newId('LiveSession'), newId('Athlete'), about, startsAtMs)
        return { ...row, status: 'ENDED', activityId: newId('Activity'), lookAt: null, stage: 'CLOSED' } as const
      })
      await world.database.transact(async (tx) => {
        for (const row of gone) await world.stores.liveSessions.insert(row, tx)
      }, SYSTEM)
      const session = await road.start(rider, { eventId: on.clubEventId })
      road.later(2 * MINUTE_MS)
      await road.record(rider, session.id, ride(session, 0, 100))
      await road.finish(rider, session.id)
      await event({ ...on, revision: on.revision + 1000, overAtMs: Date.parse(session.startedAt) + 20_000 })
      await world.settle()
      const pages = world.events('race.moved').filter(({ eventId }) => eventId === on.clubEventId)
      expect(pages).toHaveLength(3)
      const races = world.events('activity.raced').filter(({ eventId }) => eventId === on.clubEventId)
      expect(races.map(({ distanceMeters }) => Math.round(distanceMeters / 10))).toEqual([100, 20])
    })

    it('is listed for the event by its distance, for members who may see it', async () => {
      const [world, road] = [worldOf(), roadOf()]
      const riders = await Promise.all(Array.from({ length: 5 }, () => world.athlete()))
      const [viewer, near, far, quiet, blocker] = riders as [Rider, Rider, Rider, Rider, Rider]
      const left = await road.newRider()
      const [on, outside] = [await event(), await event({ isVirtual: false })]
      const { clubEventId: id, clubId } = on
      for (const rider of riders) await member(rider, clubId)
      await world.block(blocker, viewer)
      await world.privacy(far, { hideStartEndMeters: 205 })
      await world.settle()
      const ridden = async (rider: Rider, seconds: number, visibility = 'EVERYONE') => {
        const session = await road.start(rider, { eventId: id, visibility })
        road.later(2 * MINUTE_MS)
        await road.record(rider, session.id, ride(session, 0, seconds))
        return session.id as string
      }
      const nears = await ridden(near, 50)
      // Hidden distance does not count here either: 590 of 1,000 m are visible.
      const fars = await ridden(far, 100)
      const views = await ridden(viewer, 70)
      const quiets = await ridden(quiet, 110, 'FOLLOWERS')
      const blockers = await ridden(blocker, 115)
      expect(await liveOf(viewer, id)).toEqual([[views, fars, nears]])
      expect(await liveOf(far, id)).toEqual([[blockers, fars, views, nears]])
      expect(await liveOf(quiet, id)).toEqual([[blockers, quiets, views, fars, nears]])
      for (const who of [left, ANONYMOUS]) expect(await liveOf(who, id, outside.clubEventId)).toEqual([[], null])
      const again = await event({ clubId })
      await world.settle()
      const reads = await world.reads(() => liveOf(near, id, again.clubEventId))
      expect(reads.filter((read) => read.startsWith('live_sessions'))).toHaveLength(2)
      expect(reads.filter((read) => read.startsWith('club_'))).toHaveLength(2)

      await road.act(near, nears, 'endLiveSession(id: $id)')
      expect(await liveOf(viewer, id)).toEqual([[views, fars, nears]])
      // When the event is over or cancelled, it lists the sessions that are under way.
      await event({ ...on, revision: on.revision + 1000, cancelled: true })
      await world.settle()
      expect(await liveOf(viewer, id)).toEqual([[views, fars]])
      await member(viewer, clubId, 'NONE')
      await world.settle()
      expect(await liveOf(viewer, id)).toEqual([[]])
    })
  })
}

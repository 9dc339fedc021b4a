import { byIdLoader, inOrderOf } from '@gruppetto/graph'
import DataLoader from 'dataloader'
import { maySeeRoute, type RouteOfActivity, type ShownRoute } from '../domain/event-route.ts'
import { atDate, EARLY_MS, type EventTimes, listedSessions } from '../domain/live-event.ts'
import type { LiveSessionRow } from '../domain/live-session.ts'
import { showToOthers } from '../domain/show-activity.ts'
import { HIDES_NOTHING } from '../domain/viewer-privacy.ts'
import type { Services } from '../services.ts'
import type { ClubEventRow } from '../stores/club-events.ts'
import { clubMemberId } from '../stores/club-members.ts'
import type { RecordingLoaders } from './recordings.ts'
import type { ViewerLoaders } from './viewer.ts'

/** Of the sessions of one event, only so many of the farthest are checked for visibility. */
const MAX_CHECKED = 1000

interface ListedSessions {
  readonly ids: readonly string[]
  /** Null where the event is cancelled. */
  readonly times: EventTimes | null
}

/** Loads the events of clubs, and the live sessions that were started for them. */
export const makeEventLoaders = (
  { stores, runtime }: Services,
  viewerId: string | null,
  { relation }: ViewerLoaders,
  { route }: RecordingLoaders,
) => {
  /** Clubs has checked that the viewer may see an event before it refers to it. */
  const anyEvent = byIdLoader<ClubEventRow>((ids) => stores.clubEvents.many(ids))
  const club = byIdLoader((ids) => stores.clubs.many(ids))
  /** Returns an event of a club that is still there, or null. */
  const clubEvent = async (id: string): Promise<ClubEventRow | null> => {
    const event = await anyEvent.load(id)
    return event === null || (await club.load(event.clubId))?.dissolved === true ? null : event
  }
  /** Tells whether the viewer is a member of a club. */
  const isInClub = new DataLoader<string, boolean>(async (clubIds) => {
    if (viewerId === null) return clubIds.map(() => false)
    const rows = await stores.clubMembers.many(clubIds.map((clubId) => clubMemberId(clubId, viewerId)))
    return clubIds.map((clubId) => rows.get(clubMemberId(clubId, viewerId))?.active === true)
  })
  /** The times of the date that a session takes part in, for members of its club; null where there is none. */
  const timesOfSession = new DataLoader<LiveSessionRow, EventTimes | null, string>(
    (rows) =>
      Promise.all(
        rows.map(async ({ eventId, startedAt }) => {
          const event = eventId === null ? null : await clubEvent(eventId)
          if (event === null || !event.isVirtual || !(await isInClub.load(event.clubId))) return null
          return stores.eventDates.timesOf(event, startedAt)
        }),
      ),
    { cacheKeyFn: ({ _id }) => _id },
  )
  /** An event's sessions that are listed now, the farthest first, without regard to who may see them, and when it takes place. */
  const eventSessions = new DataLoader<ClubEventRow, ListedSessions, string>(
    async (events) => {
      const nowMs = runtime.now()
      const present = await Promise.all(
        events.map(async (event) =>
          event.isSeries === true ? atDate(event, await stores.eventDates.presentOf(event._id, nowMs)) : event,
        ),
      )
      const listedAs = (which: 'ALL' | 'GOING_ON') => present.filter((event) => listedSessions(event, nowMs) === which)
      // What was ridden on earlier dates of a series is not listed again.
      const all = listedAs('ALL').map(({ _id, isSeries, startsAt }) => ({
        eventId: _id,
        from: new Date(isSeries === true ? startsAt.getTime() - EARLY_MS : 0),
        startsAt,
      }))
      const goingOn = listedAs('GOING_ON').map((event) => event._id)
      const found = all.length + goingOn.length === 0 ? null : await stores.liveSessions.farthestOf(all, goingOn, MAX_CHECKED)
      return present.map((event) => ({ ids: found?.get(event._id) ?? [], times: event.cancelled ? null : event }))
    },
    { cacheKeyFn: ({ _id }) => _id },
  )
  /** The way of an activity that was given to an event as its route. It is what others see, also for its athlete. */
  const eventRoute = new DataLoader<RouteOfActivity, ShownRoute | null, string>(
    async (keys) => {
      const rows = inOrderOf(
        keys.map(({ activityId }) => activityId),
        await stores.activities.many([...new Set(keys.map(({ activityId }) => activityId))]),
      )
      const present = rows.flatMap((row) => (row === null ? [] : [row.athleteId]))
      const rules = await stores.athletePrivacy.many([...new Set(present)])
      return Promise.all(
        keys.map(async ({ givenById }, index) => {
          const row = rows[index] ?? null
          if (row === null || !maySeeRoute(row, givenById, await relation.load(row.athleteId))) return null
          const shown = showToOthers(row, rules.get(row.athleteId) ?? HIDES_NOTHING)
          const seen = await route(shown)
          return seen && { line: seen.polyline, meters: shown.distanceMeters, climbMeters: shown.elevationGainMeters }
        }),
      )
    },
    { cacheKeyFn: ({ activityId, givenById }) => `${activityId}:${givenById}` },
  )
  return { eventRoute, clubEvent, isInClub, timesOfSession, eventSessions }
}

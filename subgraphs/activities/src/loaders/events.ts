import { byIdLoader } from '@gruppetto/graph'
import DataLoader from 'dataloader'
import { listedSessions } from '../domain/live-event.ts'
import type { Services } from '../services.ts'
import type { ClubEventRow } from '../stores/club-events.ts'
import { clubMemberId } from '../stores/club-members.ts'

/** Of the sessions of one event, only so many of the farthest are checked for visibility. */
const MAX_CHECKED = 1000

/** Loads the events of clubs, and the live sessions that were started for them. */
export const makeEventLoaders = ({ stores, runtime }: Services, viewerId: string | null) => {
  /** Events of clubs. Clubs has checked that the viewer may see an event before it refers to it. */
  const clubEvent = byIdLoader<ClubEventRow>((ids) => stores.clubEvents.many(ids))
  /** Tells whether the viewer is a member of a club. */
  const isInClub = new DataLoader<string, boolean>(async (clubIds) => {
    if (viewerId === null) return clubIds.map(() => false)
    const rows = await stores.clubMembers.many(clubIds.map((clubId) => clubMemberId(clubId, viewerId)))
    return clubIds.map((clubId) => rows.get(clubMemberId(clubId, viewerId))?.active === true)
  })
  /** The ids of an event's sessions that are listed now, the farthest first, without regard to who may see them. */
  const eventSessions = new DataLoader<ClubEventRow, readonly string[], string>(
    async (events) => {
      const nowMs = runtime.now()
      const idsOf = (which: 'ALL' | 'GOING_ON') =>
        events.filter((event) => listedSessions(event, nowMs) === which).map((event) => event._id)
      const [all, goingOn] = [idsOf('ALL'), idsOf('GOING_ON')]
      if (all.length + goingOn.length === 0) return events.map(() => [])
      const found = await stores.liveSessions.farthestOf(all, goingOn, MAX_CHECKED)
      return events.map(({ _id }) => found.get(_id) ?? [])
    },
    { cacheKeyFn: ({ _id }) => _id },
  )
  return { clubEvent, isInClub, eventSessions }
}

import { keyOf, type PageArguments } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { type ClubEventRow, eventStatusAt } from '../domain/club-event.ts'
import type { OccurrenceRow } from '../domain/occurrence.ts'
import { answersCloseAt } from '../domain/rsvp.ts'
import type { ClubEventResolvers, EventOccurrenceResolvers } from '../generated/resolvers.ts'
import { listAttendance, listResults } from '../pipelines/show-attendance.ts'
import { findClubEvent, findOccurrence, listOccurrences } from '../pipelines/show-club-events.ts'
import { findViewerRsvp, listResponses, type ResponsesArguments } from '../pipelines/show-rsvps.ts'

/** Finds the date that the answers of a parent are about. */
type DateOf<Parent> = (parent: Parent, context: Context) => Promise<OccurrenceRow | null>

/** Resolves what events and their dates have in common: the answers, and who took part. */
const answersOf = <Parent>(dateOf: DateOf<Parent>) => ({
  responses: async (parent: Parent, args: ResponsesArguments, context: Context) =>
    listResponses(context, await dateOf(parent, context), args),
  goingCount: async (parent: Parent, _args: object, context: Context) => (await dateOf(parent, context))?.goingCount ?? 0,
  waitlistedCount: async (parent: Parent, _args: object, context: Context) =>
    (await dateOf(parent, context))?.waitlistedCount ?? 0,
  answersCloseAt: async (parent: Parent, _args: object, context: Context) => {
    const date = await dateOf(parent, context)
    return date === null ? null : answersCloseAt(date)
  },
  viewerRsvp: async (parent: Parent, _args: object, context: Context) =>
    (await findViewerRsvp(context, await dateOf(parent, context)))?.answer ?? null,
  attendance: async (parent: Parent, args: PageArguments, context: Context) =>
    listAttendance(context, await dateOf(parent, context), args),
  results: async (parent: Parent, args: PageArguments, context: Context) =>
    listResults(context, await dateOf(parent, context), args),
})

/** What activities draws a route from. */
const routeOf = <Parent extends Pick<ClubEventRow, 'routeId'>>() => {
  const load = ({ routeId }: Parent, { loaders }: Context) => (routeId ? loaders.eventRoutes.load(routeId) : null)
  return {
    routeLine: async (parent: Parent, _args: object, context: Context) =>
      (await load(parent, context))?.planned?.polyline ?? null,
    routeLineMeters: async (parent: Parent, _args: object, context: Context) =>
      (await load(parent, context))?.planned?.distanceMeters ?? null,
    routeLineClimbMeters: async (parent: Parent, _args: object, context: Context) =>
      (await load(parent, context))?.planned?.climbMeters ?? null,
    routeActivityId: async (parent: Parent, _args: object, context: Context) => (await load(parent, context))?.activityId ?? null,
    routeGivenById: async (parent: Parent, _args: object, context: Context) => (await load(parent, context))?.givenById ?? null,
  }
}

export const ClubEvent: ClubEventResolvers = {
  __resolveReference: (reference, context) => findClubEvent(context, keyOf(reference)),
  id: (event) => event._id,
  ref: (event) => event._id,
  club: async ({ clubId }, _args, { loaders }) => {
    const club = await loaders.clubs.load(clubId)
    if (club === null) throw new Error(`the event's club ${clubId} is missing`)
    return club
  },
  capacity: ({ capacity }) => capacity ?? null,
  guestsAllowed: ({ guestsAllowed }) => guestsAllowed ?? 0,
  answersCloseMinutes: ({ answersCloseMinutes }) => answersCloseMinutes ?? null,
  ...routeOf<ClubEventRow>(),
  ...answersOf<ClubEventRow>(({ _id }, { loaders }) => loaders.nextOccurrences.load(_id)),
  occurrences: (event, args, context) => listOccurrences(context, event, args),
  status: (event, _args, { runtime }) => eventStatusAt(event, runtime.now()),
}

export const EventOccurrence: EventOccurrenceResolvers = {
  __resolveReference: (reference, context) => findOccurrence(context, keyOf(reference)),
  ref: ({ _id }) => _id,
  ...routeOf<OccurrenceRow>(),
  ...answersOf<OccurrenceRow>(async (occurrence) => occurrence),
  capacity: ({ capacity }) => capacity ?? null,
  status: (occurrence, _args, { runtime }) => eventStatusAt(occurrence, runtime.now()),
}

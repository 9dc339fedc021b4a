import { keyOf, type PageArguments } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { type ClubEventRow, type EventDetails, eventStatusAt } from '../domain/club-event.ts'
import type { EventRouteRow } from '../domain/event-route.ts'
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

/** Resolves a field with what `of` takes from the route of an event or of a date. */
const fromRoute =
  <Value>(of: (route: EventRouteRow) => Value) =>
  async ({ routeId }: Pick<EventDetails, 'routeId'>, _args: object, { loaders }: Context) => {
    const route = routeId ? await loaders.eventRoutes.load(routeId) : null
    return route && of(route)
  }

/** What activities draws a route from. */
const routeFields = {
  routeLine: fromRoute(({ planned }) => planned?.polyline ?? null),
  routeLineMeters: fromRoute(({ planned }) => planned?.distanceMeters ?? null),
  routeLineClimbMeters: fromRoute(({ planned }) => planned?.climbMeters ?? null),
  routeActivityId: fromRoute(({ activityId }) => activityId),
  routeGivenById: fromRoute(({ givenById }) => givenById),
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
  ...routeFields,
  ...answersOf<ClubEventRow>(({ _id }, { loaders }) => loaders.nextOccurrences.load(_id)),
  occurrences: (event, args, context) => listOccurrences(context, event, args),
  status: (event, _args, { runtime }) => eventStatusAt(event, runtime.now()),
}

export const EventOccurrence: EventOccurrenceResolvers = {
  __resolveReference: (reference, context) => findOccurrence(context, keyOf(reference)),
  ref: ({ _id }) => _id,
  ...routeFields,
  ...answersOf<OccurrenceRow>(async (occurrence) => occurrence),
  capacity: ({ capacity }) => capacity ?? null,
  status: (occurrence, _args, { runtime }) => eventStatusAt(occurrence, runtime.now()),
}

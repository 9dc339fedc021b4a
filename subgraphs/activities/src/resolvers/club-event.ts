import type { Context } from '../context.ts'
import type { RouteReference, ShownRoute } from '../domain/event-route.ts'
import type { ClubEventResolvers, EventOccurrenceResolvers } from '../generated/resolvers.ts'
import { listEventSessions } from '../pipelines/live-events.ts'

const findRoute = async (
  { routeActivityId, routeGivenById }: RouteReference,
  { loaders }: Context,
): Promise<ShownRoute | null> =>
  routeActivityId ? loaders.eventRoute.load({ activityId: routeActivityId, givenById: routeGivenById ?? '' }) : null

/** A route that was drawn comes with the reference, and one of an activity is cut here. */
const routeOf = {
  route: async (parent: RouteReference, _args: object, context: Context) =>
    parent.routeLine ?? (await findRoute(parent, context))?.line ?? null,
  routeDistanceMeters: async (parent: RouteReference, _args: object, context: Context) =>
    parent.routeLineMeters ?? (await findRoute(parent, context))?.meters ?? null,
  routeClimbMeters: async (parent: RouteReference, _args: object, context: Context) =>
    parent.routeLineClimbMeters ?? (await findRoute(parent, context))?.climbMeters ?? null,
}

export const ClubEvent: ClubEventResolvers = {
  // Here an event is what its reference says. That of a new event has not arrived yet, and its route need not wait for it.
  __resolveReference: (reference) => reference,
  ...routeOf,
  live: async ({ id }, _args, context) => {
    const event = await context.loaders.clubEvent(id)
    return event === null ? null : listEventSessions(context, event)
  },
}

export const EventOccurrence: EventOccurrenceResolvers = {
  __resolveReference: (reference) => reference,
  ...routeOf,
}

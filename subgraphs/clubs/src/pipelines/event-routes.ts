import { createHash } from 'node:crypto'
import { badUserInput, broken, maySeeActivity, requireAthlete } from '@gruppetto/graph'
import { awaitProjection } from '@gruppetto/relations'
import type { Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import { knownTrack } from '../domain/challenge-rules.ts'
import type { ClubEventRow } from '../domain/club-event.ts'
import { type GivenRoute, isSameRoute, type RouteChange, readRouteInput } from '../domain/event-route.ts'
import type { ClubEventInput } from '../generated/resolvers.ts'
import type { Services } from '../services.ts'

const refuse = (message: string): never => {
  throw badUserInput([{ path: 'input.routeActivityId', ...broken('UNUSABLE', message) }])
}

/**
 * Checks that an athlete may give an activity as a route: one's own, or one that everybody sees. What only followers see of somebody
 * else is not theirs to pass on. What cannot be seen is answered like what does not exist.
 */
const requireShownActivity = async (context: Context, athleteId: string, activityId: string): Promise<void> => {
  const { loaders, runtime, stores } = context
  const find = async () => (await stores.activityFacts.many([activityId])).get(activityId) ?? null
  const fact = await awaitProjection(activityId, runtime.now(), find)
  if (fact === null || fact.deleted) return refuse('is no activity of the last 14 months that you may see')
  const isOwn = fact.athleteId === athleteId
  const relation = await loaders.relations.load(fact.athleteId)
  if (!isOwn && !maySeeActivity(fact.visibility, relation)) refuse('is no activity of the last 14 months that you may see')
  if (isOwn && fact.visibility === 'ONLY_ME') refuse('is seen by you alone')
  if (!isOwn && (fact.visibility !== 'EVERYONE' || relation.owner.isPrivate)) refuse('is not seen by everyone')
  if (knownTrack(fact, await stores.activityDetails.get(activityId)) === false) refuse('has no places')
}

/** Reads and checks what an input says of the route, before a transaction: a large file takes a while. */
export const prepareRoute = async (context: Context, input: ClubEventInput): Promise<RouteChange> => {
  const { athleteId } = requireAthlete(context.caller)
  const change = readRouteInput(input)
  if (typeof change === 'object' && change.activityId !== null) await requireShownActivity(context, athleteId, change.activityId)
  return change
}

const routeIdOf = (eventId: string, givenById: string, given: GivenRoute): string =>
  `${eventId}:${createHash('sha256')
    .update(JSON.stringify([givenById, given]))
    .digest('base64url')
    .slice(0, 22)}`

interface AboutRoute {
  readonly eventId: string
  readonly clubId: string
  readonly athleteId: string
  /** The route that the event, or the date of it, has. */
  readonly presentId: string | null
}

/** Writes a route that is new. Returns the id of the one that the event then has. */
export const giveRoute = async (
  { runtime, stores }: Services,
  change: RouteChange,
  { eventId, clubId, athleteId, presentId }: AboutRoute,
  tx: Tx,
): Promise<string | null> => {
  if (change === 'KEEP') return presentId
  if (change === 'NONE') return null
  const present = presentId === null ? null : await stores.eventRoutes.get(presentId, tx)
  if (present !== null && isSameRoute(present, change)) return presentId
  const { planned, activityId } = change
  const row = { _id: routeIdOf(eventId, athleteId, change), eventId, clubId, planned, activityId, givenById: athleteId }
  await stores.eventRoutes.put({ ...row, createdAt: new Date(runtime.now()) }, tx)
  return row._id
}

/** Removes the routes of an event that neither it nor a date of it has any more. */
export const forgetUnusedRoutes = async ({ stores }: Services, { _id, routeId }: ClubEventRow, tx: Tx): Promise<void> => {
  const edits = await stores.dateEdits.ofEvent(_id, tx)
  const dates = [...(await stores.occurrences.routesOf(_id, tx)), ...edits.values()]
  const used = new Set([{ routeId }, ...dates].flatMap((date) => date.routeId ?? []))
  await stores.eventRoutes.removeOthers(_id, [...used], tx)
}

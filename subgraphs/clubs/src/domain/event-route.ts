import { type BrokenRule, badUserInput, broken, tooLong } from '@gruppetto/graph'
import { decodePolyline, encodePolyline, isOnGlobe, type PlannedRoute, parseGpxRoute, plannedRoute } from '@gruppetto/recordings'

/** A route of an event, or of dates of it. It is never changed: another route is another row. */
export interface EventRouteRow {
  /** The same route of the same event, given by the same athlete, has the same id: nobody is told of it again. */
  readonly _id: string
  readonly eventId: string
  readonly clubId: string
  /** Of a route that was drawn or came as a file; null for that of an activity, which activities cuts for each reader. */
  readonly planned: PlannedRoute | null
  readonly activityId: string | null
  /** Who has given it; '' once the account was erased. */
  readonly givenById: string
  readonly createdAt: Date
}

/** A route that is given. `line` is a drawn one as it was sent. */
export type GivenRoute =
  | { readonly planned: PlannedRoute; readonly line: string | null; readonly activityId: null }
  | { readonly planned: null; readonly activityId: string }

/** What an input says of the route. */
export type RouteChange = 'KEEP' | 'NONE' | GivenRoute

/** The size of a GPX text, which has to leave room for the rest of a request. */
const MOST_GPX = 900_000
const MOST_LINE = 200_000
const MOST_DRAWN = 10_000
/** Longer than any race on a bicycle. */
const MOST_METERS = 5_000_000

const refuse = (field: string, rule: BrokenRule): never => {
  throw badUserInput([{ path: `input.${field}`, ...rule }])
}

const checked = (field: string, route: PlannedRoute, line: string | null): GivenRoute => {
  if (route.distanceMeters > MOST_METERS) refuse(field, broken('TOO_LARGE', 'must be at most 5,000 km long'))
  if (route.distanceMeters === 0) refuse(field, broken('UNUSABLE', 'must lead somewhere'))
  return { planned: route, line, activityId: null }
}

const drawn = (line: string): GivenRoute => {
  const points =
    line.length > MOST_LINE ? refuse('route', broken('TOO_LONG', 'is too long', { max: MOST_LINE })) : decodePolyline(line)
  if (encodePolyline(points) !== line)
    refuse('route', broken('WRONG_FORMAT', 'must be a whole encoded polyline of precision 5', { format: 'EncodedPolyline' }))
  if (points.length < 2 || points.length > MOST_DRAWN)
    refuse('route', broken('OUT_OF_RANGE', `must have 2 to ${MOST_DRAWN} points`, { min: 2, max: MOST_DRAWN }))
  if (!points.every(isOnGlobe)) refuse('route', broken('UNUSABLE', 'must lie on the globe'))
  return checked('route', plannedRoute(points), line)
}

const ofGpx = (text: string): GivenRoute => {
  if (text.length > MOST_GPX) refuse('routeGpx', tooLong(MOST_GPX))
  const parsed = parseGpxRoute(text)
  if (!parsed.ok) return refuse('routeGpx', broken('UNUSABLE', `${parsed.code}: ${parsed.message}`))
  return checked('routeGpx', plannedRoute(parsed.positions, parsed.altitudes), null)
}

interface RouteInput {
  readonly route?: string | null
  readonly routeGpx?: string | null
  readonly routeActivityId?: string | null
}

/** Reads what an input says of the route. Throws BAD_USER_INPUT for what is none. */
export const readRouteInput = ({ route, routeGpx, routeActivityId }: RouteInput): RouteChange => {
  const given = [route, routeGpx, routeActivityId].filter((value) => value !== null && value !== undefined)
  if (given.length > 1) refuse('route', broken('INVALID', 'must be given once: as route, routeGpx or routeActivityId'))
  if (routeGpx !== null && routeGpx !== undefined) return ofGpx(routeGpx)
  if (routeActivityId !== null && routeActivityId !== undefined) return { planned: null, activityId: routeActivityId }
  if (route !== null && route !== undefined) return drawn(route)
  return route === null ? 'NONE' : 'KEEP'
}

/** Whether a route is what the event has: given again, or read from the event and sent back with the rest of it. */
export const isSameRoute = (known: EventRouteRow, given: GivenRoute): boolean =>
  given.activityId === null
    ? known.planned !== null && known.planned.polyline === (given.line ?? given.planned.polyline)
    : known.activityId === given.activityId

/** Returns where a route begins; null for that of an activity. */
export const startOf = ({ planned }: EventRouteRow): { readonly latitude: number; readonly longitude: number } | null => {
  const [start] = decodePolyline(planned?.polyline ?? '')
  return start === undefined ? null : { latitude: start[0], longitude: start[1] }
}

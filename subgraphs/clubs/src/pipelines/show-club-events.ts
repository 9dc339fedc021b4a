import { type CursorKey, connectionOf, type PageArguments, pageRequest, requireAthlete } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { type ClubRow, maySeeInside } from '../domain/club.ts'
import type { ClubEventRow } from '../domain/club-event.ts'
import type { OccurrenceRow } from '../domain/occurrence.ts'
import type { PlaceInTime } from '../stores/occurrences.ts'

/** Returns the event, or null when there is none, when its club is gone, or when the viewer may not see it. */
export const findClubEvent = async ({ loaders }: Context, id: string): Promise<ClubEventRow | null> => {
  const event = await loaders.clubEvents.load(id)
  if (event === null) return null
  const [club, membership] = await Promise.all([loaders.clubs.load(event.clubId), loaders.viewerMemberships.load(event.clubId)])
  return club !== null && maySeeInside(club, membership) ? event : null
}

/** Returns a date of an event that the viewer may see, or null. */
export const findOccurrence = async (context: Context, id: string): Promise<OccurrenceRow | null> => {
  const occurrence = await context.loaders.occurrences.load(id)
  return occurrence !== null && (await findClubEvent(context, occurrence.eventId)) !== null ? occurrence : null
}

const placeOf = ([startsAt, id]: CursorKey): PlaceInTime => ({ startsAt: new Date(Number(startsAt)), id: String(id) })

/** For so long what was cancelled stays in lists: long enough to be seen, and a series of a year does not fill them for a year. */
const CANCELLED_LISTED_MS = 14 * 24 * 3_600_000

/** Lists the events of clubs that are not over at `from`, by their next dates. The caller has checked that the viewer may see them. */
const listByNextDate = async (
  { loaders, runtime, stores }: Context,
  clubIds: readonly string[],
  from: Date,
  args: PageArguments,
) => {
  const page = pageRequest({ first: args.first, after: args.after }, ['number', 'string'])
  const after = page.after === null ? null : placeOf(page.after)
  const cancelledSince = new Date(runtime.now() - CANCELLED_LISTED_MS)
  const dates = await stores.occurrences.nextOfEvents(clubIds, { from, cancelledSince }, after, page.size + 1)
  const connection = connectionOf(
    dates,
    page,
    (date) => [date.startsAt.getTime(), date.id],
    (date) => date,
  )
  const shown = connection.edges.map(async ({ cursor, node: { eventId, id } }) => {
    const [node, occurrence] = await Promise.all([loaders.clubEvents.load(eventId), loaders.occurrences.load(id)])
    return node === null || occurrence === null ? [] : [{ cursor, node, occurrence }]
  })
  return { ...connection, edges: (await Promise.all(shown)).flat() }
}

/** Lists Club.events. Returns none when the club is not OPEN and the viewer is not a member. */
export const listClubEvents = async (
  context: Context,
  club: ClubRow,
  { from, ...args }: PageArguments & { readonly from?: Date | null },
) => {
  const isShown = maySeeInside(club, await context.loaders.viewerMemberships.load(club._id))
  return listByNextDate(context, isShown ? [club._id] : [], from ?? new Date(context.runtime.now()), args)
}

/** Lists Viewer.upcomingEvents. */
export const listUpcomingEvents = async (context: Context, args: PageArguments) => {
  requireAthlete(context.caller)
  return listByNextDate(context, await context.loaders.viewerClubs.load('viewer'), new Date(context.runtime.now()), args)
}

/** Lists ClubEvent.occurrences. Returns null for a single event. */
export const listOccurrences = async (
  { runtime, stores }: Context,
  event: ClubEventRow,
  args: PageArguments & { readonly from?: Date | null },
) => {
  if (!event.recurrence) return null
  const page = pageRequest({ first: args.first, after: args.after }, ['number', 'string'])
  const after = page.after === null ? null : placeOf(page.after)
  const rows = await stores.occurrences.list(event._id, args.from ?? new Date(runtime.now()), after, page.size + 1)
  return connectionOf(
    rows,
    page,
    (row) => [row.startsAt.getTime(), row._id],
    (row) => row,
  )
}

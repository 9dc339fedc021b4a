import { type CursorKey, connectionOf, EMPTY_CONNECTION, maySeeCard, type PageArguments, pageRequest } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { isActive } from '../domain/club.ts'
import type { OccurrenceRow } from '../domain/occurrence.ts'
import { mayAct, roleOf } from '../domain/roles.ts'
import { type RsvpRow, rsvpId } from '../domain/rsvp.ts'
import type { Rsvp } from '../domain/values.ts'

export interface ResponsesArguments extends PageArguments {
  readonly answer?: Rsvp | null
}

const placeOf = ([answer, turn, athleteId]: CursorKey) => ({
  answer: String(answer) as Rsvp,
  turn: Number(turn),
  athleteId: String(athleteId),
})

/**
 * Lists who has answered to a date. Where somebody will be concerns the members of the club alone: for others the list is empty.
 * Athletes blocked either way are left out and not counted, but take their places.
 */
export const listResponses = async (context: Context, occurrence: OccurrenceRow | null, args: ResponsesArguments) => {
  const { loaders, stores, viewerId } = context
  const page = pageRequest({ first: args.first, after: args.after }, ['string', 'number', 'string'])
  const membership = occurrence === null ? null : await loaders.viewerMemberships.load(occurrence.clubId)
  if (occurrence === null || !isActive(membership)) return { ...EMPTY_CONNECTION, totalCount: 0 }
  const filter = {
    occurrenceId: occurrence._id,
    answer: args.answer ?? null,
    except: [...(await loaders.blocked.load('viewer'))],
  }
  const [rows, totalCount] = await Promise.all([
    stores.rsvps.list({ ...filter, after: page.after && placeOf(page.after), limit: page.size + 1 }),
    stores.rsvps.count(filter),
  ])
  const connection = connectionOf(
    rows,
    page,
    (row) => [row.answer, row.turn, row.athleteId],
    (row) => row,
  )
  const role = roleOf(membership)
  const edges = await Promise.all(
    connection.edges.map(async ({ cursor, node: { _id, athleteId, answer, guests, note } }) => {
      const isOwn = athleteId === viewerId
      const isShown = maySeeCard(await loaders.relations.load(athleteId))
      const attendance = isOwn || mayAct('RECORD_ATTENDANCE', role) ? await loaders.attendances.load(_id) : null
      return {
        cursor,
        node: isShown ? { id: athleteId } : null,
        answer,
        guests,
        note: isOwn || mayAct('RUN_EVENTS', role) ? note : null,
        attended: attendance?.attended ?? null,
      }
    }),
  )
  return { ...connection, edges, totalCount }
}

/** What the viewer has answered to a date. */
export const findViewerRsvp = async (
  { loaders, viewerId }: Context,
  occurrence: OccurrenceRow | null,
): Promise<RsvpRow | null> =>
  occurrence === null || viewerId === null ? null : loaders.rsvps.load(rsvpId(occurrence._id, viewerId))

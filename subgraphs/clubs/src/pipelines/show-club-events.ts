import { connectionOf, type PageArguments, pageRequest } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { type ClubRow, maySeeInside } from '../domain/club.ts'
import type { ClubEventRow } from '../domain/club-event.ts'

/** Returns the event, or null when there is none, when its club is gone, or when the viewer may not see it. */
export const findClubEvent = async ({ loaders }: Context, id: string): Promise<ClubEventRow | null> => {
  const event = await loaders.clubEvents.load(id)
  if (event === null) return null
  const [club, membership] = await Promise.all([loaders.clubs.load(event.clubId), loaders.viewerMemberships.load(event.clubId)])
  return club !== null && maySeeInside(club, membership) ? event : null
}

/** Lists Club.events. Returns none when the club is not OPEN and the viewer is not a member. */
export const listClubEvents = async (
  { loaders, runtime, stores }: Context,
  club: ClubRow,
  args: PageArguments & { readonly from?: Date | null },
) => {
  const page = pageRequest({ first: args.first, after: args.after }, ['number', 'string'])
  const isShown = maySeeInside(club, await loaders.viewerMemberships.load(club._id))
  const rows = isShown
    ? await stores.clubEvents.list({
        clubId: club._id,
        fromMs: args.from?.getTime() ?? runtime.now(),
        after: page.after === null ? null : { startsAt: new Date(Number(page.after[0])), id: String(page.after[1]) },
        limit: page.size + 1,
      })
    : []
  return connectionOf(
    rows,
    page,
    (row) => [row.startsAt.getTime(), row._id],
    (row) => row,
  )
}

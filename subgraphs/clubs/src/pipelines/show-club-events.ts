import { connectionOf, type PageArguments, pageRequest } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { type ClubRow, maySeeInside } from '../domain/club.ts'
import type { ClubEventRow } from '../domain/club-event.ts'

/** The event as the viewer may see it: null for a hidden one, for one of a club that is gone and for none, without a difference. Batched. */
export const visibleClubEvent = async (id: string, { loaders }: Context): Promise<ClubEventRow | null> => {
  const event = await loaders.clubEvents.load(id)
  if (event === null) return null
  const [club, membership] = await Promise.all([loaders.clubs.load(event.clubId), loaders.viewerMemberships.load(event.clubId)])
  return club !== null && maySeeInside(club, membership) ? event : null
}

/** Club.events: none of a club that is not OPEN, for who is no member of it. */
export const eventsOfClub = async (club: ClubRow, args: PageArguments & { readonly from?: Date | null }, context: Context) => {
  const page = pageRequest({ first: args.first, after: args.after }, ['number', 'string'])
  const isShown = maySeeInside(club, await context.loaders.viewerMemberships.load(club._id))
  const rows = isShown
    ? await context.stores.clubEvents.list({
        clubId: club._id,
        fromMs: args.from?.getTime() ?? context.runtime.now(),
        after: page.after === null ? null : { startsAtMs: Number(page.after[0]), id: String(page.after[1]) },
        limit: page.size + 1,
      })
    : []
  return connectionOf(
    rows,
    page,
    (row) => [row.startsAtMs, row._id],
    (row) => row,
  )
}

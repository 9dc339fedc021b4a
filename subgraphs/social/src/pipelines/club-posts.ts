import { type Connection, filteredPage, type PageArguments, pageRequest } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { type PostRow, postOf } from '../domain/subjects.ts'
import { KEYSET_CURSOR, keysetOf, rowCursor } from '../stores/keyset.ts'

/** Lists the posts in a club, newest first. Returns null when the viewer does not see what is in it. */
export const readClubPosts = async (
  { loaders, stores }: Context,
  clubId: string,
  args: PageArguments,
): Promise<Connection<PostRow> | null> => {
  if (!(await loaders.seesClub(clubId))) return null
  return filteredPage(pageRequest(args, KEYSET_CURSOR), {
    read: (after, limit) => stores.posts.inClub(clubId, keysetOf(after), limit),
    show: (rows) => Promise.all(rows.map(async ({ _id }) => postOf(await loaders.subject(_id)))),
    keyOf: (row) => rowCursor(row.createdAt, row),
  })
}

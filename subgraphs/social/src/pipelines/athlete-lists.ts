import {
  type Connection,
  connectionOf,
  filteredPage,
  mayAppearTo,
  maySeePost,
  maySeeProfile,
  pageRequest,
} from '@gruppetto/graph'
import type { Context } from '../context.ts'
import type { FollowRow } from '../domain/follow-rules.ts'
import type { AthleteRef } from '../domain/references.ts'
import type { PostRow } from '../domain/subjects.ts'
import { cursorOf, KEYSET_CURSOR, type Keyset, keysetOf } from '../stores/keyset.ts'

export interface ListArguments {
  readonly first?: number | null
  readonly after?: string | null
}

/** A page of athletes; the count is asked for only where a client wants it. */
export interface AthletePage extends Connection<AthleteRef> {
  readonly totalCount: () => Promise<number>
}

interface Source {
  readonly read: (after: Keyset | null, limit: number) => Promise<readonly FollowRow[]>
  readonly athleteOf: (row: FollowRow) => string
}

const athletePage = (context: Context, args: ListArguments, { read, athleteOf }: Source): Promise<Connection<AthleteRef>> =>
  filteredPage(pageRequest(args, KEYSET_CURSOR), {
    read: (after, limit) => read(keysetOf(after), limit),
    show: async (rows) => {
      const relations = await Promise.all(rows.map((row) => context.loaders.relation.load(athleteOf(row))))
      return rows.map((row, index) => {
        const relation = relations[index]
        return relation !== undefined && mayAppearTo(relation) ? { id: athleteOf(row) } : null
      })
    },
    keyOf: (row) => cursorOf({ atMs: row.sinceMs, id: row._id }),
  })

const seesProfile = async (context: Context, athleteId: string): Promise<boolean> =>
  maySeeProfile(await context.loaders.relation.load(athleteId))

/** Followers of an athlete, newest first, without those whom the viewer may not see; null where the profile is hidden. */
export const followersOf = async (context: Context, athleteId: string, args: ListArguments): Promise<AthletePage | null> => {
  if (!(await seesProfile(context, athleteId))) return null
  const page = await athletePage(context, args, {
    read: (after, limit) => context.stores.follows.to(athleteId, 'FOLLOWING', after, limit),
    athleteOf: (row) => row.followerId,
  })
  return { ...page, totalCount: async () => (await context.loaders.followCounts.load(athleteId)).followers }
}

/** Whom an athlete follows, in the same way. */
export const followingOf = async (context: Context, athleteId: string, args: ListArguments): Promise<AthletePage | null> => {
  if (!(await seesProfile(context, athleteId))) return null
  const page = await athletePage(context, args, {
    read: (after, limit) => context.stores.follows.from(athleteId, 'FOLLOWING', after, limit),
    athleteOf: (row) => row.followeeId,
  })
  return { ...page, totalCount: async () => (await context.loaders.followCounts.load(athleteId)).following }
}

/** How many follow, or are followed by, an athlete: as many as the lists show this viewer; null where the profile is hidden. */
export const followCount = async (
  context: Context,
  athleteId: string,
  side: 'followers' | 'following',
): Promise<number | null> => {
  if (!(await seesProfile(context, athleteId))) return null
  return (await context.loaders.followCounts.load(athleteId))[side]
}

/** Requests to follow the viewer that wait for an answer, newest first. */
export const followRequests = async (context: Context, viewerId: string, args: ListArguments): Promise<AthletePage> => {
  const page = await athletePage(context, args, {
    read: (after, limit) => context.stores.follows.to(viewerId, 'REQUESTED', after, limit),
    athleteOf: (row) => row.followerId,
  })
  return { ...page, totalCount: () => context.stores.follows.count(viewerId, 'REQUESTED') }
}

/** Whom the viewer has blocked, newest first. Someone who blocks the viewer too is left out: their card is hidden. */
export const blockedAthletes = async (context: Context, viewerId: string, args: ListArguments): Promise<AthletePage> => {
  const page = await filteredPage(pageRequest(args, KEYSET_CURSOR), {
    read: (after, limit) => context.stores.blocks.by(viewerId, keysetOf(after), limit),
    show: (rows) => Promise.all(rows.map((row) => context.loaders.athlete(row.blockedId))),
    keyOf: (row) => cursorOf({ atMs: row.sinceMs, id: row._id }),
  })
  return { ...page, totalCount: () => context.stores.blocks.countUnanswered(viewerId) }
}

/** An athlete's posts, newest first; null where the profile is hidden, empty where only the posts are (a private account). */
export const postsOf = async (context: Context, athleteId: string, args: ListArguments): Promise<Connection<PostRow> | null> => {
  const relation = await context.loaders.relation.load(athleteId)
  if (!maySeeProfile(relation)) return null
  const page = pageRequest(args, KEYSET_CURSOR)
  const rows = maySeePost(relation) ? await context.stores.posts.by(athleteId, keysetOf(page.after), page.size + 1) : []
  return connectionOf(
    rows,
    page,
    (row) => cursorOf({ atMs: row.createdAtMs, id: row._id }),
    (row) => row,
  )
}

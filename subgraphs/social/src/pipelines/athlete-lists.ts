import {
  type Connection,
  connectionOf,
  filteredPage,
  mayAppearTo,
  maySeePost,
  maySeeProfile,
  type PageArguments,
  pageRequest,
} from '@gruppetto/graph'
import type { Context } from '../context.ts'
import type { FollowRow } from '../domain/follow-rules.ts'
import type { AthleteRef } from '../domain/references.ts'
import type { PostRow } from '../domain/subjects.ts'
import { KEYSET_CURSOR, type Keyset, keysetOf, rowCursor } from '../stores/keyset.ts'

/** A page of athletes. The total is counted only when a client asks for it. */
export interface AthletePage extends Connection<AthleteRef> {
  readonly totalCount: () => Promise<number>
}

interface Source {
  readonly read: (after: Keyset | null, limit: number) => Promise<readonly FollowRow[]>
  readonly athleteOf: (row: FollowRow) => string
}

const readAthletes = (context: Context, args: PageArguments, { read, athleteOf }: Source): Promise<Connection<AthleteRef>> =>
  filteredPage(pageRequest(args, KEYSET_CURSOR), {
    read: (after, limit) => read(keysetOf(after), limit),
    show: async (rows) => {
      const relations = await Promise.all(rows.map((row) => context.loaders.relation.load(athleteOf(row))))
      return rows.map((row, index) => {
        const relation = relations[index]
        return relation !== undefined && mayAppearTo(relation) ? { id: athleteOf(row) } : null
      })
    },
    keyOf: (row) => rowCursor(row.changedAt, row),
  })

const maySeeProfileOf = async (context: Context, athleteId: string): Promise<boolean> =>
  maySeeProfile(await context.loaders.relation.load(athleteId))

/** Returns the followers of an athlete whom the viewer may see, newest first, or null when the profile is hidden. */
export const readFollowers = async (context: Context, athleteId: string, args: PageArguments): Promise<AthletePage | null> => {
  if (!(await maySeeProfileOf(context, athleteId))) return null
  const page = await readAthletes(context, args, {
    read: (after, limit) => context.stores.follows.to({ followeeId: athleteId, state: 'FOLLOWING', after, limit }),
    athleteOf: (row) => row.followerId,
  })
  return { ...page, totalCount: async () => (await context.loaders.followCounts.load(athleteId)).followers }
}

/** Returns the followees of an athlete whom the viewer may see, newest first, or null when the profile is hidden. */
export const readFollowing = async (context: Context, athleteId: string, args: PageArguments): Promise<AthletePage | null> => {
  if (!(await maySeeProfileOf(context, athleteId))) return null
  const page = await readAthletes(context, args, {
    read: (after, limit) => context.stores.follows.from({ followerId: athleteId, state: 'FOLLOWING', after, limit }),
    athleteOf: (row) => row.followeeId,
  })
  return { ...page, totalCount: async () => (await context.loaders.followCounts.load(athleteId)).following }
}

/** Returns how many followers or followees the lists show this viewer, or null when the profile is hidden. */
export const countFollows = async (
  context: Context,
  athleteId: string,
  side: 'followers' | 'following',
): Promise<number | null> => {
  if (!(await maySeeProfileOf(context, athleteId))) return null
  return (await context.loaders.followCounts.load(athleteId))[side]
}

/** Returns the athletes whose requests to follow the viewer wait for an answer, newest first. */
export const readFollowRequests = async (context: Context, viewerId: string, args: PageArguments): Promise<AthletePage> => {
  const page = await readAthletes(context, args, {
    read: (after, limit) => context.stores.follows.to({ followeeId: viewerId, state: 'REQUESTED', after, limit }),
    athleteOf: (row) => row.followerId,
  })
  return { ...page, totalCount: () => context.stores.follows.count(viewerId, 'REQUESTED') }
}

/**
 * Returns the athletes whom the viewer has blocked, newest first, without those who block the viewer too: their cards are hidden.
 */
export const readBlockedAthletes = async (context: Context, viewerId: string, args: PageArguments): Promise<AthletePage> => {
  const page = await filteredPage(pageRequest(args, KEYSET_CURSOR), {
    read: (after, limit) => context.stores.blocks.by(viewerId, keysetOf(after), limit),
    show: (rows) => Promise.all(rows.map((row) => context.loaders.athlete(row.blockedId))),
    keyOf: (row) => rowCursor(row.changedAt, row),
  })
  return { ...page, totalCount: () => context.stores.blocks.countUnanswered(viewerId) }
}

/**
 * Returns the athletes whom the viewer has muted, newest first, without those whose cards are hidden because they block the
 * viewer.
 */
export const readMutedAthletes = async (context: Context, viewerId: string, args: PageArguments): Promise<AthletePage> => {
  const now = new Date(context.runtime.now())
  const page = await filteredPage(pageRequest(args, KEYSET_CURSOR), {
    read: (after, limit) => context.stores.mutes.page(viewerId, now, keysetOf(after), limit),
    show: (rows) => Promise.all(rows.map((row) => context.loaders.athlete(row.mutedId))),
    keyOf: (row) => rowCursor(row.mutedAt, row),
  })
  const countShown = async () => {
    const ids = [...(await context.loaders.muted()).keys()]
    return (await Promise.all(ids.map(context.loaders.athlete))).filter((shown) => shown !== null).length
  }
  return { ...page, totalCount: countShown }
}

/**
 * Returns the posts of an athlete, newest first, or null when the profile is hidden. When only the posts are hidden (a private
 * account), the list is empty.
 */
export const readPosts = async (
  context: Context,
  athleteId: string,
  args: PageArguments,
): Promise<Connection<PostRow> | null> => {
  const relation = await context.loaders.relation.load(athleteId)
  if (!maySeeProfile(relation)) return null
  const page = pageRequest(args, KEYSET_CURSOR)
  const without = await context.loaders.reported()
  const list = { authorId: athleteId, without, after: keysetOf(page.after), limit: page.size + 1 }
  const rows = maySeePost(relation) ? await context.stores.posts.by(list) : []
  return connectionOf(
    rows,
    page,
    (row) => rowCursor(row.createdAt, row),
    (row) => row,
  )
}

import { byIdLoader, maySeeCard } from '@gruppetto/graph'
import DataLoader from 'dataloader'
import type { AthleteRef } from './domain/references.ts'
import { activitySubject, type CommentRow, type KudosRow, maySeeSubject, postSubject, type Subject } from './domain/subjects.ts'
import type { CommentPageKey } from './stores/comments.ts'
import { type KudosPageKey, kudosId } from './stores/kudos.ts'
import type { Stores } from './stores/mod.ts'
import type { HiddenUnder } from './stores/pages.ts'
import { relationsBetween, type SocialRelation } from './stores/relations.ts'

const NOBODY: ReadonlySet<string> = new Set()

/** One set for each request, and one for each event pushed over a websocket. */
export const makeLoaders = (stores: Stores, viewerId: string | null) => {
  const blockedWith = new DataLoader<string, ReadonlySet<string>>(async (ids) => {
    const found = await stores.blocks.eitherWay(ids)
    return ids.map((id) => found.get(id) ?? NOBODY)
  })
  /** All whom the viewer may not see in lists, for the viewer or they have blocked the other. */
  const hidden = (): Promise<ReadonlySet<string>> => (viewerId === null ? Promise.resolve(NOBODY) : blockedWith.load(viewerId))
  const relation = new DataLoader<string, SocialRelation>(async (ownerIds) => {
    const found = await relationsBetween(stores, viewerId, ownerIds)
    return ownerIds.map((ownerId) => found.get(ownerId) ?? new Error(`no relation to ${ownerId}`))
  })
  const activity = byIdLoader((ids) => stores.activities.many(ids))
  const post = byIdLoader((ids) => stores.posts.many(ids))
  const comment = byIdLoader((ids) => stores.comments.many(ids))
  const anySubject = async (id: string): Promise<Subject | null> => {
    if (id.startsWith('post_')) {
      const row = await post.load(id)
      return row === null ? null : postSubject(row)
    }
    const row = await activity.load(id)
    return row === null ? null : activitySubject(row)
  }
  /**
   * Whose kudos and comments under each subject are not shown: of those hidden from the viewer, and of those hidden from the owner. What
   * the owner may not see on what is the owner's own, nobody sees: else an insult stays where its owner cannot find it.
   */
  const hiddenUnder = async (subjectIds: readonly string[]): Promise<HiddenUnder> => {
    const subjects = await Promise.all(subjectIds.map(anySubject))
    const owners = new Set(subjects.flatMap((subject) => subject?.ownerId ?? []))
    const [fromViewer, ...fromOwners] = await Promise.all([hidden(), ...[...owners].map((id) => blockedWith.load(id))])
    const union = (other: ReadonlySet<string> = NOBODY) => (other.size === 0 ? fromViewer : new Set([...fromViewer, ...other]))
    const byOwner = new Map([...owners].map((id, index) => [id, union(fromOwners[index])]))
    return new Map(subjectIds.map((id, index) => [id, byOwner.get(subjects[index]?.ownerId ?? '') ?? fromViewer]))
  }
  return {
    hidden,
    relation,
    activity,
    post,
    anySubject,
    account: byIdLoader((ids) => stores.accounts.many(ids)),
    challenge: byIdLoader((ids) => stores.challenges.many(ids)),
    segment: byIdLoader((ids) => stores.segments.many(ids)),
    feedItem: byIdLoader((ids) => stores.feedItems.many(ids)),
    notification: byIdLoader((ids) => stores.notifications.many(ids)),
    following: byIdLoader((ids) => stores.followings.many(ids)),
    /** How many follow and are followed by an athlete, without those who are hidden from the viewer: as the lists show them. */
    followCounts: new DataLoader<string, { readonly followers: number; readonly following: number }>(async (ids) => {
      const hiddenIds = await hidden()
      const none = { followers: 0, following: 0 }
      const [own, followers, without] = await Promise.all([
        stores.followings.many(ids),
        stores.followings.followerCounts(ids),
        hiddenIds.size === 0 ? new Map<string, typeof none>() : stores.follows.countsAmong(ids, hiddenIds),
      ])
      return ids.map((id) => {
        const less = without.get(id) ?? none
        return {
          followers: (followers.get(id) ?? 0) - less.followers,
          following: (own.get(id)?.following ?? 0) - less.following,
        }
      })
    }),
    /** A reference to an athlete, or null when the viewer may not see even the card. */
    async athlete(id: string): Promise<AthleteRef | null> {
      return maySeeCard(await relation.load(id)) ? { id } : null
    },
    /** An activity or post, or null when there is none that the viewer may see. */
    async subject(id: string): Promise<Subject | null> {
      const subject = await anySubject(id)
      if (subject === null) return null
      return maySeeSubject(subject, await relation.load(subject.ownerId)) ? subject : null
    },
    /** A comment, whoever may see it. */
    anyComment: (id: string): Promise<CommentRow | null> => comment.load(id),
    /** A comment, or null when the viewer may not see what it stands under, or its author is hidden there. */
    async comment(id: string): Promise<CommentRow | null> {
      const row = await comment.load(id)
      if (row === null) return null
      const [subject, under] = await Promise.all([this.subject(row.subjectId), hiddenUnder([row.subjectId])])
      return subject === null || under.get(row.subjectId)?.has(row.authorId) ? null : row
    },
    kudosCount: new DataLoader<string, number>(async (ids) => {
      const counts = await stores.kudos.counts(await hiddenUnder(ids))
      return ids.map((id) => counts.get(id) ?? 0)
    }),
    commentCount: new DataLoader<string, number>(async (ids) => {
      const counts = await stores.comments.counts(await hiddenUnder(ids))
      return ids.map((id) => counts.get(id) ?? 0)
    }),
    /** Whether the viewer has given kudos to a subject. */
    viewerKudos: new DataLoader<string, boolean>(async (ids) => {
      if (viewerId === null) return ids.map(() => false)
      const given = await stores.kudos.givenAmong(ids.map((id) => kudosId(id, viewerId)))
      return ids.map((id) => given.has(kudosId(id, viewerId)))
    }),
    kudosPage: new DataLoader<KudosPageKey, readonly KudosRow[], string>(
      async (keys) => stores.kudos.pages(keys, await hiddenUnder(keys.map((key) => key.subjectId))),
      { cacheKeyFn: (key) => JSON.stringify(key), maxBatchSize: 100 },
    ),
    commentPage: new DataLoader<CommentPageKey, readonly CommentRow[], string>(
      async (keys) => stores.comments.pages(keys, await hiddenUnder(keys.map((key) => key.subjectId))),
      { cacheKeyFn: (key) => JSON.stringify(key), maxBatchSize: 100 },
    ),
  }
}

export type Loaders = ReturnType<typeof makeLoaders>

import { byIdLoader, maySeeCard } from '@gruppetto/graph'
import { photoLoader } from '@gruppetto/relations'
import DataLoader from 'dataloader'
import type { AchievementRow } from './domain/achievements.ts'
import type { ClubEventRow } from './domain/cheers.ts'
import { moderates } from './domain/club-moderation.ts'
import type { CaseRow } from './domain/moderation.ts'
import type { AthleteRef } from './domain/references.ts'
import {
  activitySubject,
  type CommentRow,
  clubIdOf,
  type KudosRow,
  maySeeSubject,
  postSubject,
  type Subject,
} from './domain/subjects.ts'
import type { ChallengeRow } from './stores/challenges.ts'
import type { ClubRow } from './stores/clubs.ts'
import type { CommentCounts, CommentPageKey } from './stores/comments.ts'
import { type KudosPageKey, kudosId } from './stores/kudos.ts'
import type { Stores } from './stores/mod.ts'
import type { HiddenUnder } from './stores/pages.ts'
import { participationId } from './stores/participations.ts'
import { readRelations, type SocialRelation } from './stores/relations.ts'

const NOBODY: ReadonlySet<string> = new Set()
/** How many of the viewer's reports are looked at: the latest. */
const REPORTS_READ = 500
const NO_MUTES: ReadonlyMap<string, Date> = new Map()

/** Makes the loaders of one request, or of one event pushed over a websocket. */
export const makeLoaders = (stores: Stores, viewerId: string | null, now: () => number) => {
  const blockedWith = new DataLoader<string, ReadonlySet<string>>(async (ids) => {
    const found = await stores.blocks.eitherWay(ids)
    return ids.map((id) => found.get(id) ?? NOBODY)
  })
  /** Returns all athletes who are hidden from the viewer in lists, since one of the two has blocked the other. */
  const hidden = (): Promise<ReadonlySet<string>> => (viewerId === null ? Promise.resolve(NOBODY) : blockedWith.load(viewerId))
  let mutes: Promise<ReadonlyMap<string, Date>> | null = null
  /** Returns until when the viewer has muted others, by their ids. */
  const muted = (): Promise<ReadonlyMap<string, Date>> => {
    mutes ??= viewerId === null ? Promise.resolve(NO_MUTES) : stores.mutes.activeOf(viewerId, new Date(now()))
    return mutes
  }
  const relation = new DataLoader<string, SocialRelation>(async (ownerIds) => {
    const found = await readRelations(stores, viewerId, ownerIds)
    return ownerIds.map((ownerId) => found.get(ownerId) ?? new Error(`no relation to ${ownerId}`))
  })
  const activity = byIdLoader((ids) => stores.activities.many(ids))
  const post = byIdLoader((ids) => stores.posts.many(ids))
  const comment = byIdLoader((ids) => stores.comments.many(ids))
  const clubEvent = byIdLoader((ids) => stores.clubEvents.many(ids))
  const challenge = byIdLoader((ids) => stores.challenges.many(ids))
  const club = byIdLoader((ids) => stores.clubs.many(ids))
  /** Returns whether a membership of a club is active, by its id (see participationId). */
  const participation = byIdLoader((ids) => stores.participations.many(ids))
  const isMember = async (id: string): Promise<boolean> => (await participation.load(id))?.present ?? false
  /** Returns whether a club was deleted. */
  const isGone = async (clubId: string): Promise<boolean> => (await club.load(clubId))?.dissolved === true
  /** Returns whether the viewer is a member of a club that still exists. */
  const isInClub = async (clubId: string): Promise<boolean> =>
    viewerId !== null && (await isMember(participationId(clubId, viewerId))) && !(await isGone(clubId))
  /** Returns whether the viewer sees what is in a club. */
  const seesClub = async (clubId: string | null): Promise<boolean> =>
    clubId !== null && ((await club.load(clubId))?.isOpen === true || (await isInClub(clubId)))
  /** Returns whether the viewer sees what is held and removed in a club. */
  const moderatesClub = async (clubId: string | null): Promise<boolean> => {
    if (clubId === null || viewerId === null || !(await isInClub(clubId))) return false
    return moderates((await participation.load(participationId(clubId, viewerId)))?.role ?? null)
  }
  let reportedIds: Promise<ReadonlySet<string>> | null = null
  /** Returns the posts, comments and photos that the viewer reported last, which are shown to the viewer no more. */
  const reported = (): Promise<ReadonlySet<string>> => {
    reportedIds ??=
      viewerId === null
        ? Promise.resolve(NOBODY)
        : stores.moderation.reportedBy(viewerId, REPORTS_READ).then((ids) => new Set(ids))
    return reportedIds
  }
  const findSubject = async (id: string): Promise<Subject | null> => {
    if (id.startsWith('post_')) {
      const row = await post.load(id)
      return row === null ? null : postSubject(row)
    }
    const row = await activity.load(id)
    return row === null ? null : activitySubject(row)
  }
  // Each field of a page that is about an activity asks for it.
  const subjectsById = new Map<string, Promise<Subject | null>>()
  const anySubject = (id: string): Promise<Subject | null> => {
    const known = subjectsById.get(id) ?? findSubject(id)
    subjectsById.set(id, known)
    return known
  }
  /** Returns the owner of a subject; of a comment, its author and the owner of what it stands under. */
  const findOwners = async (id: string): Promise<readonly string[]> => {
    const row = id.startsWith('cmt_') ? await comment.load(id) : null
    const subject = await anySubject(row?.subjectId ?? id)
    return [row?.authorId, subject?.ownerId].filter((ownerId): ownerId is string => ownerId !== undefined && ownerId !== '')
  }
  const ownersById = new Map<string, Promise<readonly string[]>>()
  const ownersOf = (id: string): Promise<readonly string[]> => {
    const known = ownersById.get(id) ?? findOwners(id)
    ownersById.set(id, known)
    return known
  }
  /**
   * Returns the athletes whose kudos and comments are hidden, by subject or comment: those who are hidden from the viewer or from
   * an owner. What owners may not see under an own thing, nobody sees; otherwise an insult would stay where they cannot find it.
   */
  const hiddenUnder = async (ids: readonly string[]): Promise<HiddenUnder> => {
    const owners = await Promise.all(ids.map(ownersOf))
    const all = [...new Set(owners.flat())]
    const [fromViewer, ...fromOwners] = await Promise.all([hidden(), ...all.map((id) => blockedWith.load(id))])
    if (fromOwners.every(({ size }) => size === 0)) return new Map(ids.map((id) => [id, fromViewer]))
    const byOwner = new Map(all.map((id, index) => [id, fromOwners[index] ?? NOBODY]))
    // Things with the same owners share a set, and so a filter.
    const unions = new Map<string, ReadonlySet<string>>()
    const unionOf = (ownerIds: readonly string[]): ReadonlySet<string> => {
      const others = ownerIds.map((id) => byOwner.get(id) ?? NOBODY).filter((set) => set.size > 0)
      if (others.length === 0) return fromViewer
      const key = ownerIds.join()
      const union = unions.get(key) ?? new Set([...fromViewer, ...others.flatMap((set) => [...set])])
      unions.set(key, union)
      return union
    }
    return new Map(ids.map((id, index) => [id, unionOf(owners[index] ?? [])]))
  }
  /**
   * The comments under a subject that wait for a moderator and are hidden from the viewer, and what answers them. The author sees the own
   * ones, and those who moderate the club see all. Only in clubs is anything held.
   */
  const heldUnder = new DataLoader<string, readonly string[]>(async (ids) => {
    const subjects = await Promise.all(ids.map(anySubject))
    const clubIds = subjects.map(clubIdOf)
    const sees = await Promise.all(clubIds.map((clubId) => clubId === null || moderatesClub(clubId)))
    const asked = ids.filter((_, index) => !sees[index])
    if (asked.length === 0) return ids.map(() => [])
    const held = (await stores.comments.heldUnder(asked)).filter(({ authorId }) => authorId !== viewerId)
    const subjectOf = new Map(held.map(({ _id, subjectId }) => [_id, subjectId]))
    const replies = held.length === 0 ? [] : await stores.comments.repliesOf([...subjectOf.keys()])
    for (const { _id, replyToId } of replies) subjectOf.set(_id, subjectOf.get(replyToId ?? '') ?? '')
    return ids.map((id) => [...subjectOf].flatMap(([hiddenId, subjectId]) => (subjectId === id ? [hiddenId] : [])))
  })
  /** Returns the comments that the viewer is not shown under subjects: those that wait for a moderator, and those that the viewer has reported. */
  const withoutUnder = async (subjectIds: readonly string[]): Promise<ReadonlySet<string>> => {
    const [ownReports, held] = await Promise.all([
      reported(),
      Promise.all([...new Set(subjectIds)].map((id) => heldUnder.load(id))),
    ])
    return held.every((ids) => ids.length === 0) ? ownReports : new Set([...ownReports, ...held.flat()])
  }
  /** Whether only the owner comments on an activity or post. */
  const commentsClosed = new DataLoader<string, boolean>(async (ids) => {
    const closed = await stores.closedComments.among(ids)
    return ids.map((id) => closed.has(id))
  })
  const commentCounts = new DataLoader<string, CommentCounts>(async (ids) => {
    const [under, without] = await Promise.all([hiddenUnder(ids), withoutUnder(ids)])
    const counts = await stores.comments.counts(under, without)
    return ids.map((id) => counts.get(id) ?? { all: 0, replies: 0 })
  })
  return {
    hidden,
    muted,
    relation,
    activity,
    /** The achievements of feed items, by group, without rules. */
    achievements: new DataLoader<string, readonly AchievementRow[]>(async (groupKeys) => {
      const rows = await stores.achievements.ofGroups(groupKeys)
      return groupKeys.map((key) => rows.filter(({ groupKey }) => groupKey === key))
    }),
    post,
    anySubject,
    account: byIdLoader((ids) => stores.accounts.many(ids)),
    challenge,
    /** Returns a challenge that the viewer may see, or null. */
    async seenChallenge(id: string): Promise<ChallengeRow | null> {
      const row = await challenge.load(id)
      if (row === null || row.isForAll === true) return row
      return row.isTakenDown !== true && row.clubId != null && (await isInClub(row.clubId)) ? row : null
    },
    segment: byIdLoader((ids) => stores.segments.many(ids)),
    isMember,
    isGone,
    isInClub,
    seesClub,
    reported,
    /** The newest case about a thing. */
    latestCase: new DataLoader<string, CaseRow | null>(async (ids) => {
      const cases = await stores.moderation.latestOf(ids)
      return ids.map((id) => cases.get(id) ?? null)
    }),
    /** Returns a club of which the viewer may know, or null. */
    async club(id: string): Promise<ClubRow | null> {
      const row = await club.load(id)
      if (row === null || row.dissolved) return null
      return row.isSecret !== true || (await isInClub(id)) ? row : null
    },
    /** Returns the club that a notification is about, or null when its reader may not know of it: whoever is invited may. */
    async clubOfNotice(id: string): Promise<ClubRow | null> {
      const row = await this.club(id)
      if (row !== null || viewerId === null) return row
      const invited = await participation.load(participationId(id, viewerId))
      return invited?.isInvited === true ? club.load(id) : null
    },
    /** Returns an event of a club that the viewer may know of, or null. */
    async clubEvent(id: string): Promise<ClubEventRow | null> {
      const event = await clubEvent.load(id)
      if (event === null || event.isTakenDown || (await isGone(event.clubId))) return null
      return event.isPublic || (await isInClub(event.clubId)) ? event : null
    },
    /** Returns the athletes whom a block separates from an athlete. */
    blockedWith: (id: string): Promise<ReadonlySet<string>> => blockedWith.load(id),
    /** The activities that were in company with one, without rules. */
    companionIds: new DataLoader<string, readonly string[]>(async (ids) => {
      const found = await stores.activityPairs.companionsOf(ids)
      return ids.map((id) => found.get(id) ?? [])
    }),
    photos: photoLoader(stores.photos),
    feedItem: byIdLoader((ids) => stores.feedItems.many(ids)),
    notification: byIdLoader((ids) => stores.notifications.many(ids)),
    following: byIdLoader((ids) => stores.followings.many(ids)),
    /** Counts the followers and followees of an athlete as the lists show them, without those who are hidden from the viewer. */
    followCounts: new DataLoader<string, { readonly followers: number; readonly following: number }>(async (ids) => {
      const hiddenIds = await hidden()
      const none = { followers: 0, following: 0 }
      const [own, followers, hiddenCounts] = await Promise.all([
        stores.followings.many(ids),
        stores.followings.followerCounts(ids),
        hiddenIds.size === 0 ? new Map<string, typeof none>() : stores.follows.countsAmong(ids, hiddenIds),
      ])
      return ids.map((id) => {
        const hiddenOnes = hiddenCounts.get(id) ?? none
        return {
          followers: (followers.get(id) ?? 0) - hiddenOnes.followers,
          following: (own.get(id)?.following ?? 0) - hiddenOnes.following,
        }
      })
    }),
    /** Returns a reference to an athlete, or null when the viewer may not see even the card. */
    async athlete(id: string): Promise<AthleteRef | null> {
      return maySeeCard(await relation.load(id)) ? { id } : null
    },
    /** Returns an activity or post that the viewer may see, or null. */
    async subject(id: string): Promise<Subject | null> {
      const subject = await anySubject(id)
      if (subject === null) return null
      const clubId = clubIdOf(subject)
      // Most are of no club, and nobody moderates them.
      if (clubId === null && subject.kind !== 'POST') {
        return maySeeSubject(subject, await relation.load(subject.ownerId), false, false) ? subject : null
      }
      const [toOwner, isSeen, isModerator] = await Promise.all([
        relation.load(subject.ownerId),
        seesClub(clubId),
        moderatesClub(clubId),
      ])
      if (!maySeeSubject(subject, toOwner, isSeen, isModerator)) return null
      return subject.kind === 'POST' && !isModerator && (await reported()).has(id) ? null : subject
    },
    /** Returns a comment, whoever may see it. */
    anyComment: (id: string): Promise<CommentRow | null> => comment.load(id),
    /** Returns a comment, or null when the viewer may not see its subject, or its author or whom it answers is hidden there. */
    async comment(id: string): Promise<CommentRow | null> {
      const row = await comment.load(id)
      if (row === null) return null
      const [subject, under] = await Promise.all([this.subject(row.subjectId), hiddenUnder([row.subjectId])])
      const isHidden = [row.authorId, row.replyToAuthorId ?? ''].some((id) => under.get(row.subjectId)?.has(id))
      if (subject === null || isHidden) return null
      return !row.deletedBy && (await withoutUnder([row.subjectId])).has(id) ? null : row
    },
    kudosCount: new DataLoader<string, number>(async (ids) => {
      const counts = await stores.kudos.counts(await hiddenUnder(ids))
      return ids.map((id) => counts.get(id) ?? 0)
    }),
    commentCounts,
    commentsClosed,
    /** Counts the replies of comments, which it gets as rows, since the owner of the subject decides what is hidden. */
    replyCount: new DataLoader<CommentRow, number, string>(
      async (rows) => {
        const subjectIds = [...new Set(rows.map((row) => row.subjectId))]
        const [under, without] = await Promise.all([hiddenUnder(subjectIds), withoutUnder(subjectIds)])
        const counts = await stores.comments.replyCounts(
          new Map(rows.map((row) => [row._id, under.get(row.subjectId) ?? NOBODY])),
          without,
        )
        return rows.map((row) => counts.get(row._id) ?? 0)
      },
      { cacheKeyFn: (row) => row._id },
    ),
    /** Returns those of the athletes whom a text of an author may name: none that block the author or that the author blocks. */
    async nameable(authorId: string, ids: readonly string[]): Promise<readonly string[]> {
      if (ids.length === 0) return ids
      const blocked = await blockedWith.load(authorId)
      return ids.filter((id) => !blocked.has(id))
    },
    /** Returns whether the viewer has given kudos to a subject. */
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
      async (keys) => {
        const subjectIds = keys.map((key) => key.subjectId)
        const [under, without] = await Promise.all([hiddenUnder(subjectIds), withoutUnder(subjectIds)])
        return stores.comments.pages(keys, under, without)
      },
      { cacheKeyFn: (key) => JSON.stringify(key), maxBatchSize: 100 },
    ),
  }
}

export type Loaders = ReturnType<typeof makeLoaders>

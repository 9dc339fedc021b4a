import { type AnyWorker, defineWorker, type Tx } from '@gruppetto/runtime'
import type { Services } from '../services.ts'

const NEWS_MS = 24 * 3_600_000
const BEFORE_ALL = ''

/** Returns the first members whom a new post is told; nobody where it is too many. */
const loadFirstPage = async ({ stores, settings }: Services, clubId: string, tx: Tx): Promise<readonly string[]> => {
  const members = await stores.participations.membersAfter(clubId, BEFORE_ALL, settings.largestToldClub + 1, tx)
  return members.length > settings.largestToldClub ? [] : members.slice(0, settings.toldAtOnce)
}

/**
 * Tells the members of a club of a post in it, page by page: each page is announced by the one before. The members of a very large club are
 * not told: a row for each of them would be written for what most would not read. They find the post in their feed.
 */
export const announceClubPosts = (services: Services): AnyWorker => {
  const { stores, runtime, settings } = services
  return defineWorker({
    name: 'social-announce-club-posts',
    on: ['post.created', 'club-post.announced'],
    load: async ({ data }, tx) => {
      // Whoever is not told soon is not told at all: a consumer that begins now reads what is old.
      if (data.clubId === undefined || runtime.now() - data.at > NEWS_MS) return []
      if (!('athleteIds' in data)) return loadFirstPage(services, data.clubId, tx)
      const last = data.athleteIds.at(-1)
      const isLastPage = last === undefined || data.athleteIds.length < settings.toldAtOnce
      return isLastPage ? [] : stores.participations.membersAfter(data.clubId, last, settings.toldAtOnce, tx)
    },
    save: async (athleteIds, tx, { data: { postId, authorId, clubId, at } }) => {
      if (clubId === undefined || athleteIds.length === 0) return
      tx.emit('club-post.announced', { postId, authorId, clubId, athleteIds: [...athleteIds], at })
    },
  })
}

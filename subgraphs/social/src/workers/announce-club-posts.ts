import { type AnyWorker, defineWorker, type Tx } from '@gruppetto/runtime'
import type { Services } from '../services.ts'

/** How many members one event tells. */
const PAGE = 100
const NEWS_MS = 24 * 3_600_000
const BEFORE_ALL = ''

/** Tells the members of a club of a post in it, page by page: each page is announced by the one before. */
export const announceClubPosts = ({ stores, runtime }: Services): AnyWorker => {
  const loadPage = async (clubId: string, afterId: string, tx: Tx) =>
    stores.participations.membersAfter(clubId, afterId, PAGE, tx)
  return defineWorker({
    name: 'social-announce-club-posts',
    on: ['post.created', 'club-post.announced'],
    load: async ({ data }, tx) => {
      if (data.clubId === undefined) return []
      if (!('athleteIds' in data)) return loadPage(data.clubId, BEFORE_ALL, tx)
      const last = data.athleteIds.at(-1)
      return last === undefined || data.athleteIds.length < PAGE ? [] : loadPage(data.clubId, last, tx)
    },
    save: async (athleteIds, tx, { data: { postId, authorId, clubId, at } }) => {
      // Whoever is not told soon is not told at all: a consumer that begins now reads what is old.
      if (clubId === undefined || athleteIds.length === 0 || runtime.now() - at > NEWS_MS) return
      tx.emit('club-post.announced', { postId, authorId, clubId, athleteIds: [...athleteIds], at })
    },
  })
}

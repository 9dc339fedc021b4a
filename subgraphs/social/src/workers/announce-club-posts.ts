import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { nextToldMembers } from '../pipelines/told-members.ts'
import type { Services } from '../services.ts'

/**
 * Tells the members of a club of a post in it, page by page: each page is announced by the one before. The members of a very large club are
 * not told. They find the post in their feed.
 */
export const announceClubPosts = (services: Services): AnyWorker =>
  defineWorker({
    name: 'social-announce-club-posts',
    on: ['post.created', 'club-post.announced'],
    load: async ({ data }, tx) => {
      const { clubId, at } = data
      if (clubId === undefined) return []
      return nextToldMembers(services, { clubId, at, ...('athleteIds' in data && { athleteIds: data.athleteIds }) }, tx)
    },
    save: async (athleteIds, tx, { data: { postId, authorId, clubId, at } }) => {
      if (clubId === undefined || athleteIds.length === 0) return
      tx.emit('club-post.announced', { postId, authorId, clubId, athleteIds: [...athleteIds], at })
    },
  })

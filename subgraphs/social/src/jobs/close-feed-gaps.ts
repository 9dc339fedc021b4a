import type { PeriodicJob } from '@gruppetto/graph'
import { dropFeeds } from '../pipelines/drop-feeds.ts'
import type { Services } from '../services.ts'

const AUTHORS_AT_ONCE = 20

/**
 * Drops the feeds of those who follow an author with activities of an earlier date, and the author's own. Each is rebuilt when it is
 * read next, with these activities at their dates. Several processes may run it at once.
 */
export const closeFeedGaps = (services: Services): PeriodicJob => ({
  name: 'social-close-feed-gaps',
  everyMs: 15_000,
  async run() {
    const { stores, runtime } = services
    for (const gap of await stores.feedGaps.due(new Date(runtime.now()), AUTHORS_AT_ONCE)) {
      await dropFeeds(services, gap._id)
      await stores.feedGaps.close(gap)
    }
  },
})

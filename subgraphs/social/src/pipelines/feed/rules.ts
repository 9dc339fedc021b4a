import { belongsInFeed, type FeedFilter, matchesFilter } from '../../domain/feed.ts'
import type { HydratedEntry } from './hydrate.ts'

/** Pure: what the viewer asked for and may see now. */
export const applyRules = (entries: readonly HydratedEntry[], filter: FeedFilter): readonly HydratedEntry[] =>
  entries.filter((entry) => matchesFilter(entry.item, filter) && belongsInFeed(entry.subject, entry.relation))

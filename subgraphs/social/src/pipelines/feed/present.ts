import type { FeedItemRow } from '../../domain/feed.ts'
import type { HydratedEntry } from './hydrate.ts'

/** What the connection's edges hold: the item; its activity or post is resolved (and checked) again where it is asked for. */
export const present = (entry: HydratedEntry): FeedItemRow => entry.item

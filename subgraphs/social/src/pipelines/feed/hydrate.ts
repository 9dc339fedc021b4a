import type { Relation } from '@gruppetto/graph'
import type { Context } from '../../context.ts'
import type { FeedEntry, FeedItemRow } from '../../domain/feed.ts'
import type { Subject } from '../../domain/subjects.ts'

/** An entry with all that the rules ask about. */
export interface HydratedEntry extends FeedEntry {
  readonly item: FeedItemRow
  readonly subject: Subject | null
  readonly relation: Relation
}

/** Reads items, subjects and what stands between viewer and owners: one command each, whatever the number. */
export const hydrate = async (context: Context, entries: readonly FeedEntry[]): Promise<readonly HydratedEntry[]> => {
  const { loaders } = context
  const hydrated = await Promise.all(
    entries.map(async (entry) => {
      const item = await loaders.feedItem.load(entry.id)
      if (item === null) return null
      const [subject, relation] = await Promise.all([loaders.anySubject(item.subjectId), loaders.relation.load(item.athleteId)])
      return { ...entry, item, subject, relation }
    }),
  )
  return hydrated.filter((entry) => entry !== null)
}

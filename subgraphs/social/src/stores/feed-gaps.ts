import { collection, type Database } from '@gruppetto/runtime'

/** An author with activities that followers' feeds may lack, since they stand at an earlier date and were not fanned out. */
interface FeedGapRow {
  /** The author's id. */
  readonly _id: string
  /** When the feeds are dropped. */
  readonly dueAt: Date
  /** The last such activity. */
  readonly notedAt: Date
}

export const openFeedGaps = (database: Database) => {
  const rows = collection<FeedGapRow>(database, {
    name: 'feed_gaps',
    fields: { _id: 'string', dueAt: 'date', notedAt: 'date' },
    athletes: { ids: { _id: 'delete' }, exported: { not: 'the state of a job' } },
    indexes: [
      // close-feed-gaps: those that are due.
      { keys: { dueAt: 1 } },
    ],
  })
  return {
    /** Notes a gap. The first activity of many sets the time at which all of them are handled. */
    async note(athleteId: string, now: Date, dueAt: Date): Promise<void> {
      await rows.upsertOne({ _id: athleteId }, { $set: { notedAt: now }, $setOnInsert: { dueAt } })
    },
    async due(now: Date, limit: number): Promise<readonly FeedGapRow[]> {
      return rows.many({ dueAt: { $lte: now } }, { sort: { dueAt: 1 }, limit })
    },
    /** Forgets a gap that was handled. One that was noted again meanwhile stays, and is handled again. */
    async close({ _id, notedAt }: FeedGapRow): Promise<void> {
      await rows.deleteOne({ _id, notedAt })
    },
  }
}

export type FeedGaps = ReturnType<typeof openFeedGaps>

import { collection, type Database, eventId, type Tx } from '@gruppetto/runtime'

/** How the counts of a segment change. */
export interface CountsChange {
  readonly segmentId: string
  readonly efforts: number
  readonly athletes: number
}

interface CountsRow {
  readonly _id: string
  readonly changes: readonly CountsChange[]
}

/**
 * Committed changes of the counts of segments that have not been added up yet. A commit inserts a row of its own, so that nobody waits for
 * the row of a popular segment.
 */
export const openSegmentCounts = (database: Database) => {
  const counts = collection<CountsRow>(database, {
    name: 'segment_counts',
    fields: { _id: 'string', changes: 'array' },
    athletes: { none: 'counts that wait for a job' },
  })
  return {
    insertAtCommit(changes: readonly CountsChange[], tx: Tx): void {
      const counting = changes.filter(({ efforts, athletes }) => efforts !== 0 || athletes !== 0)
      if (counting.length > 0) counts.insertAtCommit([{ _id: eventId(), changes: counting }], tx)
    },
    async hasAny(): Promise<boolean> {
      return counts.exists({})
    },
    /** Deletes the oldest rows and returns the sum of their changes for each segment. */
    async take(limit: number, tx: Tx): Promise<readonly CountsChange[]> {
      const rows = await counts.many({}, { sort: { _id: 1 }, limit, tx })
      if (rows.length > 0) await counts.deleteMany({ _id: { $in: rows.map(({ _id }) => _id) } }, tx)
      return sumBySegment(rows.flatMap(({ changes }) => changes))
    },
  }
}

export type SegmentCounts = ReturnType<typeof openSegmentCounts>

const sumBySegment = (changes: readonly CountsChange[]): readonly CountsChange[] => {
  const bySegment = new Map<string, CountsChange>()
  for (const { segmentId, efforts, athletes } of changes) {
    const sum = bySegment.get(segmentId)
    bySegment.set(segmentId, {
      segmentId,
      efforts: efforts + (sum?.efforts ?? 0),
      athletes: athletes + (sum?.athletes ?? 0),
    })
  }
  return [...bySegment.values()]
}

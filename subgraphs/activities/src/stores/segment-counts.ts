import { type Database, eventId, readRows, rowSchema, type Tx, wholeRows } from '@gruppetto/runtime'
import { Schema } from 'mongoose'

/** What a segment's counts change by. */
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
 * Changes of segments' counts that are committed and not yet added up. Everyone who rides a popular segment adds a row here and nobody waits
 * for the segment's own. Shard key: _id, hashed.
 */
export const openSegmentCounts = (database: Database) => {
  const schema = rowSchema<CountsRow>(
    { _id: String, changes: { type: Schema.Types.Mixed, required: true } },
    { collection: 'segment_counts', versionKey: false },
  )
  const model = database.connection.model<CountsRow>('SegmentCounts', schema)
  const read = readRows(model)
  const whole = wholeRows(model)
  return {
    async add(changes: readonly CountsChange[], tx: Tx): Promise<void> {
      const counting = changes.filter(({ efforts, athletes }) => efforts !== 0 || athletes !== 0)
      if (counting.length > 0) whole.insert([{ _id: eventId(), changes: counting }], tx)
    },
    async hasAny(): Promise<boolean> {
      return read.exists({})
    },
    /** Takes the oldest away and answers what they come to. */
    async take(limit: number, tx: Tx): Promise<readonly CountsChange[]> {
      const rows = await read.many({}, { sort: { _id: 1 }, limit, tx })
      const ids = rows.map(({ _id }) => _id)
      if (ids.length > 0) await model.deleteMany({ _id: { $in: ids } }, { session: tx.session })
      return summed(rows.flatMap(({ changes }) => changes))
    },
  }
}

export type SegmentCounts = ReturnType<typeof openSegmentCounts>

const summed = (changes: readonly CountsChange[]): readonly CountsChange[] => {
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

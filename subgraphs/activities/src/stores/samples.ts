import { type ChunkSummary, type ColumnName, joinChunks, type SampleChunk, type SampleColumns } from '@gruppetto/recordings'
import type { Database } from '@gruppetto/runtime'
import { rowSchema } from '@gruppetto/runtime'
import { Schema } from 'mongoose'

/** Whose samples: an activity's under one revision. */
export interface SampleOwner {
  readonly activityId: string
  readonly revision: number
}

/** Up to 1,024 samples, packed by column: one measurement of the time series. */
interface SampleRow {
  /** Of the first sample. */
  readonly ts: Date
  readonly meta: SampleOwner
  readonly n: number
  readonly version: number
  readonly summary: SampleChunk['summary']
  readonly columns: Readonly<Partial<Record<ColumnName, Buffer>>>
}

/** A measurement as it is read: a chunk none of whose asked columns says anything has no `columns`. */
type StoredChunk = Omit<SampleRow, 'summary' | 'columns'> & Partial<Pick<SampleRow, 'columns'>>

const chunksOf = (rows: readonly StoredChunk[]): SampleChunk[] => {
  const firstMs = Math.min(...rows.map((row) => row.ts.getTime()))
  return rows.map(({ ts, n, version, columns = {} }) => ({
    startSeconds: (ts.getTime() - firstMs) / 1000,
    n,
    version,
    columns,
    summary: {},
  }))
}

const ownedBy = (owners: readonly SampleOwner[]) => ({
  'meta.activityId': { $in: owners.map((owner) => owner.activityId) },
  'meta.revision': { $in: [...new Set(owners.map((owner) => owner.revision))] },
})

/**
 * The samples of recordings: a time-series collection. MongoDB allows no transaction and no unique index on one, so a recording's samples
 * are written under a revision nobody reads yet, and the activity's row says which revision is its own.
 */
export const openSamples = (database: Database) => {
  const schema = rowSchema<SampleRow>(
    {
      ts: { type: Date, required: true },
      meta: { type: Schema.Types.Mixed, required: true },
      n: { type: Number, required: true },
      version: { type: Number, required: true },
      summary: { type: Schema.Types.Mixed, required: true },
      columns: { type: Schema.Types.Mixed, required: true },
    },
    {
      collection: 'samples',
      versionKey: false,
      timeseries: { timeField: 'ts', metaField: 'meta', granularity: 'minutes' },
    },
  )
  // Activity.streams and the sweep: one activity's samples under one revision, in order.
  schema.index({ 'meta.activityId': 1, 'meta.revision': 1, ts: 1 })
  const model = database.connection.model<SampleRow>('Sample', schema)

  return {
    async write(activityId: string, revision: number, startedAtMs: number, chunks: readonly SampleChunk[]): Promise<void> {
      const rows = chunks.map((chunk) => ({
        ts: new Date(startedAtMs + Math.round(chunk.startSeconds * 1000)),
        meta: { activityId, revision },
        n: chunk.n,
        version: chunk.version,
        summary: chunk.summary,
        columns: Object.fromEntries(Object.entries(chunk.columns).map(([name, bytes]) => [name, Buffer.from(bytes)])),
      }))
      // Whole, and of our own making: mongoose would copy each column of it. In no transaction, which is what its guard is for.
      if (rows.length > 0) await model.collection.insertMany(rows)
    },
    /** The named columns of several recordings in one read, every sample; a column a recording does not have is absent. */
    async readMany(owners: readonly SampleOwner[], names: readonly ColumnName[]): Promise<readonly SampleColumns[]> {
      const wanted = Object.fromEntries(names.map((name) => [`columns.${name}`, 1]))
      const rows = await model.collection
        .find<StoredChunk>(ownedBy(owners), {
          projection: { ts: 1, meta: 1, n: 1, version: 1, ...wanted },
          promoteBuffers: true,
        })
        .toArray()
      return owners.map(({ activityId, revision }) => {
        const own = rows.filter(({ meta }) => meta.activityId === activityId && meta.revision === revision)
        return joinChunks(chunksOf(own), names)
      })
    },
    /** How many samples there are of each recording: added up where they are. */
    async counts(owners: readonly SampleOwner[]): Promise<readonly number[]> {
      const rows = await model.collection
        .aggregate<{ readonly _id: SampleOwner; readonly count: number }>([
          { $match: ownedBy(owners) },
          {
            $group: {
              _id: { activityId: '$meta.activityId', revision: '$meta.revision' },
              count: { $sum: '$n' },
            },
          },
        ])
        .toArray()
      return owners.map(
        (owner) => rows.find(({ _id }) => _id.activityId === owner.activityId && _id.revision === owner.revision)?.count ?? 0,
      )
    },
    /** The summaries of the named columns of several recordings in one read, chunk by chunk in order; no sample is read. */
    async readSummaries(
      owners: readonly SampleOwner[],
      names: readonly ColumnName[],
    ): Promise<readonly (readonly ChunkSummary[])[]> {
      const wanted = Object.fromEntries(names.map((name) => [`summary.${name}`, 1]))
      const rows = await model.collection
        .find<Pick<SampleRow, 'ts' | 'meta' | 'n'> & Partial<Pick<SampleRow, 'summary'>>>(ownedBy(owners), {
          projection: { ts: 1, meta: 1, n: 1, ...wanted },
        })
        .toArray()
      return owners.map(({ activityId, revision }) =>
        rows
          .filter(({ meta }) => meta.activityId === activityId && meta.revision === revision)
          .sort((a, b) => a.ts.getTime() - b.ts.getTime())
          .map(({ n, summary = {} }) => ({ n, summary })),
      )
    },
    async remove(activityId: string, revision: number): Promise<void> {
      await model.deleteMany({ 'meta.activityId': activityId, 'meta.revision': revision })
    },
  }
}

export type Samples = ReturnType<typeof openSamples>

import { type ChunkSummary, type ColumnName, joinChunks, type SampleChunk, type SampleColumns } from '@gruppetto/recordings'
import { type Database, timeSeries } from '@gruppetto/runtime'

/** Identifies samples: the activity, and the revision under which they were written. */
export interface SampleOwner {
  readonly activityId: string
  readonly revision: number
}

/** Up to 1,024 samples, packed by column. */
interface SampleRow {
  /** The time of the first sample. */
  readonly ts: Date
  readonly meta: SampleOwner
  readonly n: number
  readonly version: number
  readonly summary: SampleChunk['summary']
  readonly columns: Readonly<Partial<Record<ColumnName, Buffer>>>
}

/** A row as it is read with some columns. It has no `columns` when it has none of these. */
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

const isSameOwner = (a: SampleOwner, b: SampleOwner): boolean => a.activityId === b.activityId && a.revision === b.revision

/**
 * The samples of recordings. A time series has no transaction and no unique index, so the samples of a recording are written under a
 * revision that nobody reads yet; the row of the activity then says which revision is its own.
 */
export const openSamples = (database: Database) => {
  const samples = timeSeries<SampleRow>(database, {
    name: 'samples',
    fields: { ts: 'date', meta: 'object', n: 'number', version: 'number', summary: 'object', columns: 'object' },
    athletes: { partsOf: { 'meta.activityId': 'activities' }, exported: { not: 'the original recordings are exported' } },
    granularity: 'minutes',
    indexes: [
      // Activity.streams and sweep-samples: one activity's samples under one revision, in order.
      { keys: { 'meta.activityId': 1, 'meta.revision': 1, ts: 1 } },
    ],
  })

  return {
    async insert(activityId: string, revision: number, startedAtMs: number, chunks: readonly SampleChunk[]): Promise<void> {
      await samples.insert(
        chunks.map((chunk) => ({
          ts: new Date(startedAtMs + Math.round(chunk.startSeconds * 1000)),
          meta: { activityId, revision },
          n: chunk.n,
          version: chunk.version,
          summary: chunk.summary,
          columns: Object.fromEntries(Object.entries(chunk.columns).map(([name, bytes]) => [name, Buffer.from(bytes)])),
        })),
      )
    },
    /** Returns the named columns of several recordings, every sample, with one read. A column that a recording does not have is absent. */
    async readMany(owners: readonly SampleOwner[], names: readonly ColumnName[]): Promise<readonly SampleColumns[]> {
      const wanted = Object.fromEntries(names.map((name) => [`columns.${name}`, 1]))
      const rows = await samples.many<StoredChunk>(ownedBy(owners), { fields: { ts: 1, meta: 1, n: 1, version: 1, ...wanted } })
      return owners.map((owner) => joinChunks(chunksOf(rows.filter(({ meta }) => isSameOwner(meta, owner))), names))
    },
    /** Returns how many samples each recording has. The database adds them up. */
    async counts(owners: readonly SampleOwner[]): Promise<readonly number[]> {
      const rows = await samples.aggregate<{ readonly _id: SampleOwner; readonly count: number }>([
        { $match: ownedBy(owners) },
        { $group: { _id: { activityId: '$meta.activityId', revision: '$meta.revision' }, count: { $sum: '$n' } } },
      ])
      return owners.map((owner) => rows.find(({ _id }) => isSameOwner(_id, owner))?.count ?? 0)
    },
    /** Returns the summaries of the named columns of several recordings, chunk by chunk in order, with one read. No sample is read. */
    async readSummaries(
      owners: readonly SampleOwner[],
      names: readonly ColumnName[],
    ): Promise<readonly (readonly ChunkSummary[])[]> {
      const wanted = Object.fromEntries(names.map((name) => [`summary.${name}`, 1]))
      const rows = await samples.many<Pick<SampleRow, 'ts' | 'meta' | 'n'> & Partial<Pick<SampleRow, 'summary'>>>(
        ownedBy(owners),
        { fields: { ts: 1, meta: 1, n: 1, ...wanted } },
      )
      return owners.map((owner) =>
        rows
          .filter(({ meta }) => isSameOwner(meta, owner))
          .sort((a, b) => a.ts.getTime() - b.ts.getTime())
          .map(({ n, summary = {} }) => ({ n, summary })),
      )
    },
    async remove(activityId: string, revision: number): Promise<void> {
      await samples.deleteMany({ 'meta.activityId': activityId, 'meta.revision': revision })
    },
  }
}

export type Samples = ReturnType<typeof openSamples>

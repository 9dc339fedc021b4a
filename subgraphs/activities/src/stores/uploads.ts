import type { CursorKey, PageRequest } from '@gruppetto/graph'
import { behind, type Database, RetryEvent, readRows, rowSchema, type Tx, wholeRows } from '@gruppetto/runtime'
import { arrivalFields, type UploadRow } from '../domain/upload.ts'

const NEWEST_FIRST = { createdAt: -1, _id: -1 } as const
/** Nothing is looked at before this; it lets the query below be served by a partial index. */
const EVER = new Date(0)
/** No checksum comes before this; it lets the query by one be served by a partial index. */
const NO_CHECKSUM = ''

/** Sums of bytes. */
export interface UploadedBytes {
  readonly awaited: number
  readonly stored: number
}

/** All but FAILED: the bytes of those are dropped after a week. */
const STATUSES_WITH_BYTES: readonly UploadRow['status'][] = [
  'AWAITING_FILE',
  'RECEIVED',
  'PARSING',
  'ANALYSING',
  'MATCHING_SEGMENTS',
  'DONE',
]

/** Uploads and how far each has come. Shard key: athleteId, hashed; lookups by id carry none and are broadcast, bounded by one row. */
export const openUploads = (database: Database) => {
  const schema = rowSchema<UploadRow>(
    {
      _id: String,
      athleteId: { type: String, required: true },
      fileName: { type: String, required: true },
      sizeBytes: { type: Number, required: true },
      declaredSha256: { type: String, default: null },
      sha256: { type: String, default: null },
      name: { type: String, default: null },
      description: { type: String, default: null },
      visibility: { type: String, default: null },
      gearId: { type: String, default: null },
      status: { type: String, required: true },
      attempt: { type: Number, required: true },
      begunBy: { type: String, default: null },
      revision: { type: Number, required: true },
      bytesKey: { type: String, default: null },
      urlExpiresAt: { type: Date, required: true },
      createdAt: { type: Date, required: true },
      lookAt: { type: Date, default: null },
      activityIds: { type: [String], default: [] },
      unmatchedIds: { type: [String], default: undefined },
      failure: { type: { code: String, message: String, duplicateOfActivityId: String }, default: null, _id: false },
      warnings: { type: [String], default: [] },
    },
    { collection: 'uploads', versionKey: false },
  )
  // Viewer.uploads: one athlete's, newest first.
  schema.index({ athleteId: 1, createdAt: -1, _id: -1 })
  // The same bytes again: what an athlete's file became.
  schema.index(
    { athleteId: 1, sha256: 1, status: 1 },
    { name: 'bytes', partialFilterExpression: { sha256: { $gt: NO_CHECKSUM } } },
  )
  // What an athlete's uploads take, answered by the index alone.
  schema.index({ athleteId: 1, status: 1, sizeBytes: 1 }, { name: 'sizes' })
  // The sweep: what is due for a look.
  schema.index({ lookAt: 1 }, { partialFilterExpression: { lookAt: { $gt: EVER } } })
  const model = database.connection.model<UploadRow>('Upload', schema)
  const read = readRows(model)
  const whole = wholeRows(model)

  const begin = (where: Partial<UploadRow>, begun: Partial<UploadRow>): Promise<UploadRow | null> =>
    model
      .findOneAndUpdate(where, { $set: { status: 'PARSING', ...begun }, $inc: { revision: 1 } }, { returnDocument: 'after' })
      .lean<UploadRow>()

  return {
    async get(id: string, tx?: Tx): Promise<UploadRow | null> {
      return read.one({ _id: id }, { tx })
    },
    async many(ids: readonly string[]): Promise<readonly UploadRow[]> {
      return read.many({ _id: { $in: ids } })
    },
    async insert(row: UploadRow): Promise<void> {
      await whole.insertNow([row])
    },
    /** Writes the row's next revision. When somebody wrote it meanwhile, the commit fails with RetryEvent. */
    async replace(row: UploadRow, tx: Tx): Promise<void> {
      const before = row.revision - 1
      whole.replace(row, { revision: before }, tx, () => new RetryEvent(`the upload ${row._id} no longer has revision ${before}`))
    },
    /** As `replace`, in no transaction; false when somebody wrote it meanwhile. */
    async replaceNow(row: UploadRow): Promise<boolean> {
      return whole.replaceNow(row, { revision: row.revision - 1 })
    },
    /** The event has reading begin, and answers the row as it is now; null when this try does not wait for it. */
    async beginReceived(id: string, attempt: number, begunBy: string): Promise<UploadRow | null> {
      return begin({ _id: id, attempt, status: 'RECEIVED' }, { begunBy })
    },
    /** The same where nothing has said yet that the bytes are there. */
    async beginStored(id: string, begunBy: string): Promise<UploadRow | null> {
      return begin({ _id: id, status: 'AWAITING_FILE' }, { ...arrivalFields(id), begunBy })
    },
    /** One athlete's uploads from the page's cursor on, newest first, one more than its size. */
    async page(athleteId: string, page: PageRequest): Promise<readonly UploadRow[]> {
      const place = page.after && placeOf(page.after)
      return read.many({ athleteId, ...behind(NEWEST_FIRST, place) }, { sort: NEWEST_FIRST, limit: page.size + 1 })
    },
    /** The bytes of the athlete's files: those that are awaited, by what was said of them, and those that are kept or being read. */
    async bytesOf(athleteId: string): Promise<UploadedBytes> {
      const sums = await model.collection
        .aggregate<{ _id: UploadRow['status']; bytes: number }>([
          { $match: { athleteId, status: { $in: [...STATUSES_WITH_BYTES] } } },
          { $group: { _id: '$status', bytes: { $sum: '$sizeBytes' } } },
        ])
        .toArray()
      const of = (wanted: (status: UploadRow['status']) => boolean): number =>
        sums.filter(({ _id }) => wanted(_id)).reduce((sum, { bytes }) => sum + bytes, 0)
      return { awaited: of((status) => status === 'AWAITING_FILE'), stored: of((status) => status !== 'AWAITING_FILE') }
    },
    /** The athlete's uploads of these very bytes that have become activities. */
    async doneWithBytes(athleteId: string, sha256: string): Promise<readonly Pick<UploadRow, '_id' | 'activityIds'>[]> {
      return read.many<Pick<UploadRow, '_id' | 'activityIds'>>(
        { athleteId, sha256, status: { $in: ['MATCHING_SEGMENTS', 'DONE'] } },
        { fields: { activityIds: 1 }, limit: 20 },
      )
    },
    async due(now: Date, limit: number): Promise<readonly UploadRow[]> {
      return read.many({ lookAt: { $gt: EVER, $lte: now } }, { sort: { lookAt: 1 }, limit })
    },
    async postpone(row: UploadRow, lookAt: Date): Promise<void> {
      await model.updateOne({ _id: row._id, revision: row.revision }, { $set: { lookAt } })
    },
  }
}

export type Uploads = ReturnType<typeof openUploads>

const placeOf = ([createdAtMs, id]: CursorKey) => ({ createdAt: new Date(Number(createdAtMs)), _id: String(id) })

import type { CursorKey, PageRequest } from '@gruppetto/graph'
import { behind, collection, type Database, RetryEvent, type Tx, type Where } from '@gruppetto/runtime'
import { arrivalFields, type UploadRow } from '../domain/upload.ts'

const NEWEST_FIRST = { createdAt: -1, _id: -1 } as const
/** Queries compare with these values, so that partial indexes serve them. No stored value sorts before them. */
const EARLIEST = new Date(0)
const NO_CHECKSUM = ''

/** The sums of the bytes of an athlete's files. */
export interface UploadedBytes {
  /** Declared, and not sent yet. */
  readonly awaited: number
  /** Stored, or being read. */
  readonly stored: number
}

/** All but FAILED: the bytes of failed uploads are deleted after a week. */
const STATUSES_WITH_BYTES: readonly UploadRow['status'][] = [
  'AWAITING_FILE',
  'RECEIVED',
  'PARSING',
  'ANALYSING',
  'MATCHING_SEGMENTS',
  'DONE',
]

/** Which uploads are wanted: in one of these states, and from then on; null leaves none out. */
export interface WantedUploads {
  readonly status: readonly UploadRow['status'][] | null
  readonly since: Date | null
}

/** Uploads with the progress of each. Lookups by id go to every shard, and return at most one row. */
export const openUploads = (database: Database) => {
  const uploads = collection<UploadRow>(database, {
    name: 'uploads',
    fields: {
      _id: 'string',
      athleteId: 'string',
      fileName: 'string',
      sizeBytes: 'number',
      declaredSha256: 'string | null',
      sha256: 'string | null',
      name: 'string | null',
      description: 'string | null',
      visibility: 'string | null',
      gearId: 'string | null?',
      status: 'string',
      attempt: 'number',
      begunBy: 'string | null',
      revision: 'number',
      bytesKey: 'string | null',
      urlExpiresAt: 'date',
      createdAt: 'date',
      lookAt: 'date | null',
      activityIds: 'array',
      unmatchedIds: 'array?',
      failure: 'object | null',
      warnings: 'array',
      warningFacts: 'array?',
      archive: 'object?',
      archiveId: 'string?',
    },
    athletes: { ids: { athleteId: 'delete' }, exported: { without: ['bytesKey', 'begunBy', 'attempt', 'lookAt'] } },
    shardKey: { athleteId: 'hashed' },
    indexes: [
      // Viewer.uploads: what one athlete has sent, newest first. The recordings of archives are not among them.
      { keys: { athleteId: 1, archiveId: 1, createdAt: -1, _id: -1 } },
      // The same bytes again: the athlete's earlier upload of them.
      { keys: { athleteId: 1, sha256: 1, status: 1 }, name: 'bytes', only: { sha256: { $gt: NO_CHECKSUM } } },
      // The sum of the bytes of an athlete's uploads, computed from the index alone.
      { keys: { athleteId: 1, status: 1, sizeBytes: 1 }, name: 'sizes' },
      // The erasure of an athlete: whether somebody else has uploaded the same bytes.
      { keys: { bytesKey: 1 } },
      // sweep-uploads: those that are due for a look.
      { keys: { lookAt: 1 }, only: { lookAt: { $gt: EARLIEST } } },
    ],
  })

  const begin = (where: Where<UploadRow>, begun: Partial<UploadRow>): Promise<UploadRow | null> =>
    uploads.updateAndGet(where, { $set: { status: 'PARSING', ...begun }, $inc: { revision: 1 } })

  return {
    async get(id: string, tx?: Tx): Promise<UploadRow | null> {
      return uploads.one({ _id: id }, { tx })
    },
    async many(ids: readonly string[]): Promise<readonly UploadRow[]> {
      return uploads.many({ _id: { $in: ids } })
    },
    async insert(row: UploadRow): Promise<void> {
      await uploads.insert([row])
    },
    insertAtCommit(rows: readonly UploadRow[], tx: Tx): void {
      uploads.insertAtCommit(rows, tx)
    },
    /** Writes the next revision of a row, outside any transaction. Returns false when somebody else has written it. */
    async replace(row: UploadRow): Promise<boolean> {
      return uploads.replace(row, { revision: row.revision - 1 })
    },
    /** As `replace`. When somebody else has written it, the commit fails with RetryEvent. */
    replaceAtCommit(row: UploadRow, tx: Tx): void {
      const before = row.revision - 1
      const changed = () => new RetryEvent(`the upload ${row._id} no longer has revision ${before}`)
      uploads.replaceAtCommit(row, { revision: before }, tx, changed)
    },
    /** Begins to process a received upload for an event. Returns the row as it is then, or null when this try is not waiting. */
    async beginReceived(id: string, attempt: number, begunBy: string): Promise<UploadRow | null> {
      return begin({ _id: id, attempt, status: 'RECEIVED' }, { begunBy })
    },
    /** As `beginReceived`, for an upload whose bytes have arrived before anybody reported it. */
    async beginStored(id: string, begunBy: string): Promise<UploadRow | null> {
      return begin({ _id: id, status: 'AWAITING_FILE' }, { ...arrivalFields(id), begunBy })
    },
    /** Returns those of one athlete's uploads that are wanted after the page's cursor, newest first, one more than the size of the page. */
    async page(athleteId: string, { status, since }: WantedUploads, page: PageRequest): Promise<readonly UploadRow[]> {
      const place = page.after && placeOf(page.after)
      return uploads.many(
        {
          athleteId,
          archiveId: null,
          ...(status && { status: { $in: status } }),
          // SecantusDB leaves an inclusive bound out behind a field that is null; there is nothing between two milliseconds.
          ...(since && { createdAt: { $gt: new Date(since.getTime() - 1) } }),
          ...behind(NEWEST_FIRST, place),
        },
        { sort: NEWEST_FIRST, limit: page.size + 1 },
      )
    },
    /** Returns where the bytes of each of an athlete's uploads are. */
    filesOf(athleteId: string): AsyncIterable<Pick<UploadRow, '_id' | 'bytesKey' | 'fileName' | 'sizeBytes'>> {
      return uploads.each({ athleteId }, { fields: { bytesKey: 1, fileName: 1, sizeBytes: 1 } })
    },
    async isNeededByOthers(bytesKey: string, athleteId: string): Promise<boolean> {
      return uploads.exists({ bytesKey, athleteId: { $ne: athleteId } })
    },
    async bytesOf(athleteId: string): Promise<UploadedBytes> {
      const sums = await uploads.aggregate<{ _id: UploadRow['status']; bytes: number }>([
        { $match: { athleteId, status: { $in: STATUSES_WITH_BYTES } } },
        { $group: { _id: '$status', bytes: { $sum: '$sizeBytes' } } },
      ])
      const sumOf = (wanted: (status: UploadRow['status']) => boolean): number =>
        sums.filter(({ _id }) => wanted(_id)).reduce((sum, { bytes }) => sum + bytes, 0)
      return { awaited: sumOf((status) => status === 'AWAITING_FILE'), stored: sumOf((status) => status !== 'AWAITING_FILE') }
    },
    /** Returns the athlete's uploads of exactly these bytes that have become activities. */
    async doneWithBytes(athleteId: string, sha256: string): Promise<readonly Pick<UploadRow, '_id' | 'activityIds'>[]> {
      return uploads.many<Pick<UploadRow, '_id' | 'activityIds'>>(
        { athleteId, sha256, status: { $in: ['MATCHING_SEGMENTS', 'DONE'] } },
        { fields: { activityIds: 1 }, limit: 20 },
      )
    },
    async due(now: Date, limit: number): Promise<readonly UploadRow[]> {
      return uploads.many({ lookAt: { $gt: EARLIEST, $lte: now } }, { sort: { lookAt: 1 }, limit })
    },
    async postpone(row: UploadRow, lookAt: Date): Promise<void> {
      await uploads.updateOne({ _id: row._id, revision: row.revision }, { $set: { lookAt } })
    },
  }
}

export type Uploads = ReturnType<typeof openUploads>

const placeOf = ([createdAtMs, id]: CursorKey) => ({ createdAt: new Date(Number(createdAtMs)), _id: String(id) })

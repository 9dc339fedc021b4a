import { type Audience, closesAtMs, nextLookForBytes } from '@gruppetto/graph'
import type { Warning } from '@gruppetto/recordings'
import type { UploadFailureCode, UploadStatus, UploadWarningCode } from '../generated/resolvers.ts'
import { type ArchiveState, archiveProgress } from './archives/archive.ts'

export const MAX_UPLOAD_BYTES = 100 * 1024 * 1024
/**
 * The most bytes of one athlete's files that wait to be sent, and that are stored. Thousands of recordings are a tenth of the
 * latter.
 */
export const MAX_AWAITED_BYTES = 1024 ** 3
export const MAX_STORED_BYTES = 50 * 1024 ** 3
/** How long the bytes of a failed upload are kept for another try. */
const FAILED_BYTES_MS = 7 * 24 * 3600_000
/** When the sweep looks for staged bytes that should have been deleted after the commit. */
export const STAGED_LEFTOVER_MS = 10 * 60_000

export interface Failure {
  readonly code: UploadFailureCode
  readonly message: string
  readonly duplicateOfActivityId: string | null
}

/** What was not as it should be but did not stop the upload. */
export interface FileWarning extends Omit<Warning, 'code'> {
  readonly code: UploadWarningCode
  /** Of how many parts `part` is one. */
  readonly parts?: number
}

export interface UploadRow {
  readonly _id: string
  readonly athleteId: string
  readonly fileName: string
  readonly sizeBytes: number
  /** The hash that the client declared, in lower-case hex. */
  readonly declaredSha256: string | null
  /** The hash of the bytes; known once they are read. */
  readonly sha256: string | null
  readonly name: string | null
  readonly description: string | null
  readonly visibility: Audience | null
  readonly gearId?: string | null
  readonly status: UploadStatus
  /** 0 until the bytes are there; it rises with each try. */
  readonly attempt: number
  /** The id of the event that began this try; null before. */
  readonly begunBy: string | null
  readonly revision: number
  /** The key of the object that holds the bytes; null where none are held. */
  readonly bytesKey: string | null
  readonly urlExpiresAt: Date
  readonly createdAt: Date
  /** When the sweep looks at this upload next; null when there is nothing left to do. */
  readonly lookAt: Date | null
  readonly activityIds: readonly string[]
  /** Those of `activityIds` that wait to be matched with the segments. Absent before any did. */
  readonly unmatchedIds?: readonly string[]
  readonly failure: Failure | null
  /** Sentences in English. */
  readonly warnings: readonly string[]
  /** What they say. Absent where nothing is to be said, and of warnings of older releases. */
  readonly warningFacts?: readonly FileWarning[]
  /** Of an archive: how far it is imported. */
  readonly archive?: ArchiveState
  /** Of a recording that came in an archive: the upload of that. */
  readonly archiveId?: string
}

/** The activities that an upload shows: of an archive the newest of them. */
export const activityIdsOf = ({ archive, activityIds }: Pick<UploadRow, 'archive' | 'activityIds'>): readonly string[] =>
  archive ? archive.newest.map(({ id }) => id) : activityIds

/** The key to which the client's PUT writes. */
export const stagedKey = (uploadId: string): string => `uploads/${uploadId}`
/** The key of a stored original: there is one object for each content, whoever sent it. */
export const originalKey = (sha256: string): string => `originals/${sha256}`
/** Returns the upload that an object's key belongs to, or null for other objects. */
export const uploadIdOfKey = (key: string): string | null => (key.startsWith('uploads/') ? key.slice('uploads/'.length) : null)

const PROGRESS: Readonly<Record<UploadStatus, number>> = {
  AWAITING_FILE: 0,
  RECEIVED: 0.2,
  PARSING: 0.4,
  ANALYSING: 0.6,
  MATCHING_SEGMENTS: 0.9,
  DONE: 1,
  FAILED: 1,
}

/** From 0 to 1 by the stage, and of an archive by its recordings: how long a stage takes is not known before it has ended. */
export const progressOf = (row: Pick<UploadRow, 'status' | 'archive'>): number => archiveProgress(row) ?? PROGRESS[row.status]

export const newUpload = (
  id: string,
  athleteId: string,
  input: Pick<UploadRow, 'fileName' | 'sizeBytes' | 'declaredSha256' | 'name' | 'description' | 'visibility' | 'gearId'>,
  nowMs: number,
  urlSeconds: number,
): UploadRow => ({
  _id: id,
  athleteId,
  ...input,
  sha256: null,
  status: 'AWAITING_FILE',
  attempt: 0,
  begunBy: null,
  revision: 1,
  bytesKey: null,
  urlExpiresAt: new Date(nowMs + urlSeconds * 1000),
  createdAt: new Date(nowMs),
  lookAt: nextLookForBytes({ createdAt: new Date(nowMs) }, nowMs),
  activityIds: [],
  failure: null,
  warnings: [],
})

const nextRevision = (row: UploadRow, change: Partial<UploadRow>): UploadRow => ({
  ...row,
  ...change,
  revision: row.revision + 1,
})

/** The fields that change when the bytes of an awaited upload arrive. */
export const arrivalFields = (id: string) => ({ attempt: 1, bytesKey: stagedKey(id), lookAt: null })

/** Notes that the bytes have arrived. Returns null when that was known already, so that only the first report counts. */
export const receiveUpload = (row: UploadRow): UploadRow | null =>
  row.status === 'AWAITING_FILE' ? nextRevision(row, { status: 'RECEIVED', ...arrivalFields(row._id) }) : null

/** An upload whose bytes are being read or measured. */
export type UploadUnderWay = UploadRow & { readonly bytesKey: string }

/**
 * Tells whether the try that this event began is still under way. An event that comes late, twice, or for another try finds that
 * it is not.
 */
export const isUnderWay = (row: UploadRow | null, eventId: string): row is UploadUnderWay =>
  row !== null && row.begunBy === eventId && row.bytesKey !== null && (row.status === 'PARSING' || row.status === 'ANALYSING')

export const failUpload = (row: UploadRow, failure: Failure, nowMs: number): UploadRow =>
  nextRevision(row, {
    status: 'FAILED',
    failure,
    lookAt: row.bytesKey === stagedKey(row._id) ? new Date(nowMs + FAILED_BYTES_MS) : row.lookAt,
  })

/** The fields that say what was not as it should be. */
export const warningFields = (warnings: readonly FileWarning[]): Pick<UploadRow, 'warnings' | 'warningFacts'> => ({
  warnings: warnings.map(({ message }) => message),
  ...(warnings.length > 0 && { warningFacts: warnings }),
})

/** Notes that the file was read: the original is stored, and the staged bytes may be deleted. */
export const finishParsing = (row: UploadRow, sha256: string, warnings: readonly FileWarning[], nowMs: number): UploadRow =>
  nextRevision(row, {
    status: 'ANALYSING',
    sha256,
    bytesKey: originalKey(sha256),
    ...warningFields(warnings),
    lookAt: new Date(nowMs + STAGED_LEFTOVER_MS),
  })

/** Notes that the activities are stored and wait to be matched with the segments, and what there is to be said beside. */
export const finishMeasuring = (row: UploadRow, activityIds: readonly string[], more: readonly FileWarning[]): UploadRow =>
  nextRevision(row, {
    status: 'MATCHING_SEGMENTS',
    activityIds,
    unmatchedIds: activityIds,
    ...warningFields([...(row.warningFacts ?? []), ...more]),
    warnings: [...row.warnings, ...more.map(({ message }) => message)],
  })

/**
 * Notes that one of the activities is matched; with the last one the upload is DONE. Returns null when the activity was not
 * waiting.
 */
export const finishMatching = (row: UploadRow, activityId: string): UploadRow | null => {
  const waiting = row.unmatchedIds ?? []
  if (row.status !== 'MATCHING_SEGMENTS' || !waiting.includes(activityId)) return null
  const unmatchedIds = waiting.filter((id) => id !== activityId)
  return nextRevision(row, { unmatchedIds, status: unmatchedIds.length > 0 ? 'MATCHING_SEGMENTS' : 'DONE' })
}

/**
 * Puts an upload that was begun behind those of athletes who send fewer. Returns null when its processing has gone on meanwhile.
 */
export const requeueUpload = (row: UploadRow): UploadRow | null =>
  row.status === 'PARSING' ? nextRevision(row, { status: 'RECEIVED', begunBy: null }) : null

/** Begins another try of a failed upload. Returns null when its bytes are no longer held. */
export const restartUpload = (row: UploadRow): UploadRow | null =>
  row.status === 'FAILED' && row.bytesKey !== null
    ? nextRevision(row, {
        status: 'RECEIVED',
        attempt: row.attempt + 1,
        begunBy: null,
        failure: null,
        warnings: [],
        ...(row.warningFacts && { warningFacts: [] }),
        lookAt: null,
      })
    : null

/** Notes that the staged bytes are deleted. */
export const forgetStagedBytes = (row: UploadRow): UploadRow =>
  nextRevision(row, { lookAt: null, bytesKey: row.bytesKey === stagedKey(row._id) ? null : row.bytesKey })

export const isExpired = (row: UploadRow, nowMs: number): boolean => nowMs > closesAtMs(row)

export const EXPIRED: Failure = {
  code: 'EXPIRED',
  message: 'The file did not arrive before its address ended.',
  duplicateOfActivityId: null,
}
export const INTERNAL: Failure = {
  code: 'INTERNAL',
  message: 'Something went wrong on our side. Try again: the file is still here.',
  duplicateOfActivityId: null,
}
export const duplicateFailure = (activityId: string | null): Failure => ({
  code: 'DUPLICATE',
  message: 'This recording is an activity already.',
  duplicateOfActivityId: activityId,
})

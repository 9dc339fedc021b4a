import type { Audience } from '@gruppetto/graph'
import type { UploadFailureCode, UploadStatus } from '../generated/resolvers.ts'

export const MAX_UPLOAD_BYTES = 100 * 1024 * 1024
/** Of one athlete's files: those that wait for their bytes, and those that are kept. Thousands of recordings are a tenth of that. */
export const MAX_AWAITED_BYTES = 1024 ** 3
export const MAX_STORED_BYTES = 50 * 1024 ** 3
/** A PUT that began before the URL ended may still be running. */
const EXPIRY_GRACE_MS = 10 * 60_000
/** How long the bytes of a failed upload are held for another try. */
const FAILED_BYTES_MS = 7 * 24 * 3600_000
/** When the sweep looks for staged bytes that the commit's own clean-up should have deleted. */
const STAGED_LEFTOVER_MS = 10 * 60_000
/** The sweep's first look at an upload still awaited; each later look waits longer. */
const FIRST_LOOK_MS = 15_000
const LAST_LOOK_MS = 5 * 60_000

export interface Failure {
  readonly code: UploadFailureCode
  readonly message: string
  readonly duplicateOfActivityId: string | null
}

export interface UploadRow {
  readonly _id: string
  readonly athleteId: string
  readonly fileName: string
  readonly sizeBytes: number
  /** What the client said the bytes hash to, lower-case hex. */
  readonly declaredSha256: string | null
  /** What they do hash to; known once they are read. */
  readonly sha256: string | null
  readonly name: string | null
  readonly description: string | null
  readonly visibility: Audience | null
  readonly gearId?: string | null
  readonly status: UploadStatus
  /** 0 until the bytes are there, then rising with each try. */
  readonly attempt: number
  /** The event that began this try; null before. */
  readonly begunBy: string | null
  readonly revision: number
  /** Where the bytes lie now; null where none are held. */
  readonly bytesKey: string | null
  readonly urlExpiresAt: Date
  readonly createdAt: Date
  /** When the sweep looks at this upload next; null when there is nothing to look for. */
  readonly lookAt: Date | null
  readonly activityIds: readonly string[]
  /** Those of them that wait to be matched with the segments. Absent before any was. */
  readonly unmatchedIds?: readonly string[]
  readonly failure: Failure | null
  readonly warnings: readonly string[]
}

/** Where the client's PUT puts the bytes. */
export const stagedKey = (uploadId: string): string => `uploads/${uploadId}`
/** Where an original is kept for good: one object per content, whoever sent it. */
export const originalKey = (sha256: string): string => `originals/${sha256}`
/** The upload an object's key belongs to, or null for other objects. */
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

/** 0 to 1, by the stage: what a stage takes is not known before it has ended. */
export const progressOf = (status: UploadStatus): number => PROGRESS[status]

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
  lookAt: new Date(nowMs + FIRST_LOOK_MS),
  activityIds: [],
  failure: null,
  warnings: [],
})

const nextRevision = (row: UploadRow, change: Partial<UploadRow>): UploadRow => ({
  ...row,
  ...change,
  revision: row.revision + 1,
})

/** What the bytes' arrival makes of a row that waits for them. */
export const arrivalFields = (id: string) => ({ attempt: 1, bytesKey: stagedKey(id), lookAt: null })

/** The bytes are there; null when that was known already, so that whoever says so first counts and nobody twice. */
export const receiveUpload = (row: UploadRow): UploadRow | null =>
  row.status === 'AWAITING_FILE' ? nextRevision(row, { status: 'RECEIVED', ...arrivalFields(row._id) }) : null

/** An upload whose bytes are being read or measured. */
export type UploadUnderWay = UploadRow & { readonly bytesKey: string }

/** True while the try that this event began is under way: what comes late, twice or from elsewhere finds it gone on. */
export const isUnderWay = (row: UploadRow | null, eventId: string): row is UploadUnderWay =>
  row !== null && row.begunBy === eventId && row.bytesKey !== null && (row.status === 'PARSING' || row.status === 'ANALYSING')

export const failUpload = (row: UploadRow, failure: Failure, nowMs: number): UploadRow =>
  nextRevision(row, {
    status: 'FAILED',
    failure,
    lookAt: row.bytesKey === stagedKey(row._id) ? new Date(nowMs + FAILED_BYTES_MS) : row.lookAt,
  })

/** Read: the original is kept, and what was staged may go. */
export const finishParsing = (row: UploadRow, sha256: string, warnings: readonly string[], nowMs: number): UploadRow =>
  nextRevision(row, {
    status: 'ANALYSING',
    sha256,
    bytesKey: originalKey(sha256),
    warnings,
    lookAt: new Date(nowMs + STAGED_LEFTOVER_MS),
  })

/** Measured: its activities are there, and wait to be matched with the segments. */
export const finishMeasuring = (row: UploadRow, activityIds: readonly string[], warnings: readonly string[]): UploadRow =>
  nextRevision(row, { status: 'MATCHING_SEGMENTS', activityIds, unmatchedIds: activityIds, warnings })

/** One of its activities is matched: done with the last. Null when nothing waited for that. */
export const finishMatching = (row: UploadRow, activityId: string): UploadRow | null => {
  const waiting = row.unmatchedIds ?? []
  if (row.status !== 'MATCHING_SEGMENTS' || !waiting.includes(activityId)) return null
  const unmatchedIds = waiting.filter((id) => id !== activityId)
  return nextRevision(row, { unmatchedIds, status: unmatchedIds.length > 0 ? 'MATCHING_SEGMENTS' : 'DONE' })
}

/** Taken, and put behind those of athletes who send fewer; null when its reading has gone on meanwhile. */
export const requeueUpload = (row: UploadRow): UploadRow | null =>
  row.status === 'PARSING' ? nextRevision(row, { status: 'RECEIVED', begunBy: null }) : null

/** Another try of a failed upload; null where there is nothing to try again with. */
export const restartUpload = (row: UploadRow): UploadRow | null =>
  row.status === 'FAILED' && row.bytesKey !== null
    ? nextRevision(row, {
        status: 'RECEIVED',
        attempt: row.attempt + 1,
        begunBy: null,
        failure: null,
        warnings: [],
        lookAt: null,
      })
    : null

/** The staged bytes are gone. */
export const forgetStagedBytes = (row: UploadRow): UploadRow =>
  nextRevision(row, { lookAt: null, bytesKey: row.bytesKey === stagedKey(row._id) ? null : row.bytesKey })

export const isExpired = (row: UploadRow, nowMs: number): boolean => nowMs > row.urlExpiresAt.getTime() + EXPIRY_GRACE_MS

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

/** When the sweep asks the object store again for an upload still awaited: soon at first, then at a tenth of its age. */
export const nextLookAt = (row: UploadRow, nowMs: number): Date =>
  new Date(nowMs + Math.min(LAST_LOOK_MS, Math.max(FIRST_LOOK_MS, (nowMs - row.createdAt.getTime()) / 10)))

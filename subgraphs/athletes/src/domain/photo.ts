import type { EventData } from '@gruppetto/events'
import { broken, closesAtMs, lineText, nextLookForBytes, refusal } from '@gruppetto/graph'
import { z } from 'zod'
import type { PhotoFailureCode } from '../generated/resolvers.ts'

export const MAX_PHOTO_BYTES = 20 * 1024 * 1024
const DAY_MS = 24 * 3_600_000

export interface PhotoFailure {
  readonly code: PhotoFailureCode
  readonly message: string
}

export interface PhotoRow {
  readonly _id: string
  readonly athleteId: string
  readonly revision: number
  /** DELETED: nothing shows it any more, and a job deletes its objects and then the row. */
  readonly status: 'AWAITING_FILE' | 'READY' | 'FAILED' | 'DELETED'
  readonly failure: PhotoFailure | null
  readonly sizeBytes: number
  readonly caption: string | null
  /** Of the largest size; null until it is READY. */
  readonly width: number | null
  readonly height: number | null
  /** What shows the photo: activities, posts, or the athlete, whose avatar it is. Without any it is deleted after a day. */
  readonly carrierIds: readonly string[]
  /** True while the platform's staff keeps it from everybody. */
  readonly removed?: boolean
  readonly createdAt: Date
  readonly urlExpiresAt: Date
  /** When the sweep looks at it next; null when there is nothing left to do. */
  readonly lookAt: Date | null
}

/** The key to which the client's PUT writes. The bytes there have their metadata, and are deleted as soon as the sizes are made. */
export const sentPhotoKey = ({ _id, athleteId }: Pick<PhotoRow, '_id' | 'athleteId'>): string =>
  `photo-uploads/${athleteId}/${_id}`
/** Returns the photo whose bytes an object holds, or null for other objects. */
export const photoOfKey = (key: string): Pick<PhotoRow, '_id' | 'athleteId'> | null => {
  const [kind, athleteId, _id] = key.split('/')
  return kind === 'photo-uploads' && athleteId !== undefined && _id !== undefined ? { _id, athleteId } : null
}

const TYPES: readonly string[] = ['image/jpeg', 'image/png', 'image/webp', 'image/avif']

/** What iPhones take; a page that accepts image/jpeg gets JPEG of them. */
const HEIC = /^image\/hei[cf]/

export const photoUploadInput = z.object({
  sizeBytes: z
    .number()
    .int()
    .min(1, 'must be at least 1: the file is empty')
    .max(MAX_PHOTO_BYTES, `TOO_LARGE: must be at most ${MAX_PHOTO_BYTES} bytes`),
  contentType: z
    .string()
    .transform((type) => type.trim().toLowerCase())
    .refine(
      (type) => !HEIC.test(type),
      refusal(
        broken(
          'WRONG_FORMAT',
          'UNSUPPORTED_FORMAT: HEIC cannot be read here, send the picture as JPEG: on an iPhone choose Settings, Camera, Formats, Most Compatible',
          { format: 'HEIC' },
        ),
      ),
    )
    .refine(
      (type) => TYPES.includes(type),
      refusal(broken('NOT_ONE_OF', `UNSUPPORTED_FORMAT: must be one of ${TYPES.join(', ')}`, { values: TYPES })),
    ),
  caption: lineText(0, 300)
    .transform((text) => (text === '' ? null : text))
    .nullish(),
})

export const photoState = (row: PhotoRow, atMs: number): EventData<'photo.changed'> => ({
  photoId: row._id,
  athleteId: row.athleteId,
  revision: row.revision,
  status: row.status,
  failure: row.failure?.message ?? null,
  width: row.width,
  height: row.height,
  caption: row.caption,
  createdAtMs: row.createdAt.getTime(),
  ...(row.removed && { removed: true }),
  at: atMs,
})

type PhotoStart = Pick<PhotoRow, 'athleteId' | 'sizeBytes' | 'caption'>

export const newPhoto = (id: string, start: PhotoStart, nowMs: number, urlSeconds: number): PhotoRow => ({
  _id: id,
  ...start,
  revision: 1,
  status: 'AWAITING_FILE',
  failure: null,
  width: null,
  height: null,
  carrierIds: [],
  createdAt: new Date(nowMs),
  urlExpiresAt: new Date(nowMs + urlSeconds * 1000),
  lookAt: nextLookForBytes({ createdAt: new Date(nowMs) }, nowMs),
})

const deletesAtMs = ({ createdAt }: PhotoRow): number => createdAt.getTime() + DAY_MS

/** Nothing shows it: nothing named it for a day, or it could not be read. */
const isUnused = (row: PhotoRow): boolean => row.status === 'FAILED' || row.carrierIds.length === 0

/** Returns when the sweep looks at a photo next, or null when there is nothing left to do. */
export const nextLookAt = (row: PhotoRow, nowMs: number): Date | null => {
  if (row.status === 'DELETED') return new Date(nowMs)
  if (row.status === 'AWAITING_FILE') return nextLookForBytes(row, nowMs)
  if (nowMs < closesAtMs(row)) return new Date(closesAtMs(row))
  return isUnused(row) ? new Date(Math.max(nowMs, deletesAtMs(row))) : null
}

/** Returns the photo after a change, with its next look. */
const changed = (row: PhotoRow, change: Partial<PhotoRow>, nowMs: number): PhotoRow => {
  const next = { ...row, ...change, revision: row.revision + 1 }
  return { ...next, lookAt: nextLookAt(next, nowMs) }
}

export const finishPhoto = (row: PhotoRow, { width, height }: { width: number; height: number }, nowMs: number): PhotoRow =>
  changed(row, { status: 'READY', width, height }, nowMs)

export const failPhoto = (row: PhotoRow, failure: PhotoFailure, nowMs: number): PhotoRow =>
  changed(row, { status: 'FAILED', failure }, nowMs)

export const markPhotoDeleted = (row: PhotoRow, nowMs: number): PhotoRow =>
  changed(row, { status: 'DELETED', carrierIds: [] }, nowMs)

export const mayDelete = (row: PhotoRow, nowMs: number): boolean => isUnused(row) && nowMs >= deletesAtMs(row)

/** Keeps a photo from everybody, or gives it free again. Null when nothing changes. */
export const removePhoto = (row: PhotoRow, removed: boolean, nowMs: number): PhotoRow | null =>
  row.status === 'DELETED' || (row.removed ?? false) === removed ? null : changed(row, { removed }, nowMs)

/** A photo that loses its last carrier is deleted with it. */
export const carryPhoto = (row: PhotoRow, carrierId: string, isCarried: boolean, nowMs: number): PhotoRow => {
  const others = row.carrierIds.filter((id) => id !== carrierId)
  const carrierIds = isCarried ? [...others, carrierId] : others
  return carrierIds.length === 0 ? markPhotoDeleted(row, nowMs) : changed(row, { carrierIds }, nowMs)
}

export const PHOTO_EXPIRED: PhotoFailure = { code: 'EXPIRED', message: 'The picture did not arrive before its address ended.' }
export const PHOTO_INTERNAL: PhotoFailure = {
  code: 'INTERNAL',
  message: 'Something went wrong on our side: send the picture again.',
}
export const PHOTO_TOO_LARGE: PhotoFailure = {
  code: 'TOO_LARGE',
  message: `The picture has more than ${MAX_PHOTO_BYTES} bytes.`,
}

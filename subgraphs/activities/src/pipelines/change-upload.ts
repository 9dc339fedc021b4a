import { type Origin, SYSTEM, type Tx } from '@gruppetto/runtime'
import { EXPIRED, type Failure, failUpload, receiveUpload, stagedKey, type UploadRow } from '../domain/upload.ts'
import type { Services } from '../services.ts'

type Parts = Pick<Services, 'runtime' | 'stores'>

/** Commits an upload's next state and tells who watches it. */
export const saveUpload = async ({ runtime, stores }: Parts, row: UploadRow, tx: Tx): Promise<void> => {
  await stores.uploads.replace(row, tx)
  tx.afterCommit(() => runtime.live.publish('upload', row._id))
}

/** Commits that one more of an upload's activities is matched, and with the last of them its end. */
export const saveMatched = async (parts: Parts, row: UploadRow, tx: Tx): Promise<void> => {
  await saveUpload(parts, row, tx)
  if (row.status !== 'DONE') return
  const { _id: uploadId, athleteId, fileName, activityIds } = row
  tx.emit('upload.completed', { uploadId, athleteId, fileName, activityIds: [...activityIds] })
}

/** Commits the end of an upload without an activity. */
export const saveFailure = async (parts: Parts, row: UploadRow, failure: Failure, tx: Tx): Promise<void> => {
  await saveUpload(parts, failUpload(row, failure, parts.runtime.now()), tx)
  tx.emit('upload.failed', {
    uploadId: row._id,
    athleteId: row.athleteId,
    attempt: Math.max(1, row.attempt),
    fileName: row.fileName,
    code: failure.code,
    message: failure.message,
    duplicateOfActivityId: failure.duplicateOfActivityId,
  })
}

/** The bytes are there: starts the processing, once, whoever says so and however often. */
const saveReceived = async (parts: Parts, row: UploadRow, tx: Tx): Promise<void> => {
  const next = receiveUpload(row)
  if (next === null) return
  await saveUpload(parts, next, tx)
  tx.emit('upload.received', { uploadId: next._id, athleteId: next.athleteId, attempt: next.attempt })
}

/** Commits that an upload waits behind those of athletes who send fewer; nothing where it has gone on meanwhile. */
export const saveQueued = async (parts: Parts, row: UploadRow | null, tx: Tx): Promise<void> => {
  if (row === null) return
  await saveUpload(parts, row, tx)
  tx.emit('upload.queued', { uploadId: row._id, athleteId: row.athleteId, attempt: row.attempt })
}

/** Looks whether the bytes of an awaited upload have come; true when they have. */
export const lookForBytes = async (services: Services, uploadId: string, origin: Origin): Promise<boolean> => {
  const found = await services.runtime.objects.head(stagedKey(uploadId))
  if (found === null) return false
  await services.database.transact(async (tx) => {
    const row = await services.stores.uploads.get(uploadId, tx)
    if (row !== null) await saveReceived(services, row, tx)
  }, origin)
  return true
}

/** Ends an upload whose bytes did not come, unless they just did. */
export const expireUpload = async (services: Services, uploadId: string): Promise<void> => {
  await services.database.transact(async (tx) => {
    const row = await services.stores.uploads.get(uploadId, tx)
    if (row?.status === 'AWAITING_FILE') await saveFailure(services, { ...row, lookAt: null }, EXPIRED, tx)
  }, SYSTEM)
}

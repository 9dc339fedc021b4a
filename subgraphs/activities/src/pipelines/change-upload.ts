import { type Origin, SYSTEM, type Tx } from '@gruppetto/runtime'
import { EXPIRED, type Failure, failUpload, receiveUpload, stagedKey, type UploadRow } from '../domain/upload.ts'
import type { Services } from '../services.ts'
import { noteEnd } from './upload-figures.ts'

/** Saves the next state of an upload and notifies those who watch it. */
export const saveUpload = async ({ runtime, stores }: Services, row: UploadRow, tx: Tx): Promise<void> => {
  stores.uploads.replaceAtCommit(row, tx)
  tx.afterCommit(() => {
    runtime.live.publish('upload', row._id)
    if (row.status === 'DONE' || row.status === 'FAILED') noteEnd(row, runtime.now())
  })
}

/** Notes that a recording of an archive is complete. When enough of them are, the import goes on. */
const settleMember = async ({ stores }: Services, { athleteId }: UploadRow, archiveId: string, tx: Tx): Promise<void> => {
  const turn = await stores.archiveTurns.settle(archiveId, tx)
  if (turn !== null) tx.emit('archive.advanced', { uploadId: archiveId, athleteId, attempt: turn.attempt, step: turn.step })
}

/** Saves that one more activity of an upload is matched with segments. With the last one the upload is complete. */
export const saveMatched = async (services: Services, row: UploadRow, tx: Tx): Promise<void> => {
  await saveUpload(services, row, tx)
  if (row.status !== 'DONE') return
  // The archive that a recording came in tells once how all of them ended.
  if (row.archiveId !== undefined) return settleMember(services, row, row.archiveId, tx)
  const { _id: uploadId, athleteId, fileName, activityIds } = row
  tx.emit('upload.completed', { uploadId, athleteId, fileName, activityIds: [...activityIds] })
}

/** Saves that an upload has failed. */
export const saveFailure = async (services: Services, row: UploadRow, failure: Failure, tx: Tx): Promise<void> => {
  await saveUpload(services, failUpload(row, failure, services.runtime.now()), tx)
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

/** Starts the processing of an upload whose bytes have arrived. Does nothing when it has started already. */
const saveReceived = async (services: Services, row: UploadRow, tx: Tx): Promise<void> => {
  const next = receiveUpload(row)
  if (next === null) return
  await saveUpload(services, next, tx)
  tx.emit('upload.received', { uploadId: next._id, athleteId: next.athleteId, attempt: next.attempt })
}

/** Saves that an upload waits in the queue, behind those of athletes who send fewer files. Null: it has moved on, and nothing is saved. */
export const saveQueued = async (services: Services, row: UploadRow | null, tx: Tx): Promise<void> => {
  if (row === null) return
  await saveUpload(services, row, tx)
  tx.emit('upload.queued', { uploadId: row._id, athleteId: row.athleteId, attempt: row.attempt })
}

/** How many recordings of an archive may wait for the segments while the import goes on: others' are in that queue too. */
const MOST_UNMATCHED = 40

/**
 * Saves how far the import of an archive has come, and says with which event it goes on: now, once those imported before are matched with the
 * segments, or, after the last ones, once all are. `added` recordings were imported just now. The caller holds the athlete's lock, unless
 * there are none.
 */
export const saveArchive = async (services: Services, row: UploadRow, added: number, tx: Tx): Promise<void> => {
  await saveUpload(services, row, tx)
  const { _id: uploadId, athleteId, attempt, archive } = row
  const step = archive?.step ?? 1
  const until = row.status === 'MATCHING_SEGMENTS' ? 0 : MOST_UNMATCHED
  const turn = await services.stores.archiveTurns.add(uploadId, added, { attempt, step, until }, tx)
  if (turn !== null) tx.emit('archive.advanced', { uploadId, athleteId, attempt, step })
}

/** Returns whether the bytes of an awaited upload have arrived, and starts its processing if so. */
export const findBytes = async (services: Services, uploadId: string, origin: Origin): Promise<boolean> => {
  const found = await services.runtime.objects.head(stagedKey(uploadId))
  if (found === null) return false
  await services.database.transact(async (tx) => {
    const row = await services.stores.uploads.get(uploadId, tx)
    if (row !== null) await saveReceived(services, row, tx)
  }, origin)
  return true
}

/** Fails an upload whose bytes have not arrived in time, unless they arrived in the meantime. */
export const expireUpload = async (services: Services, uploadId: string): Promise<void> => {
  await services.database.transact(async (tx) => {
    const row = await services.stores.uploads.get(uploadId, tx)
    if (row?.status === 'AWAITING_FILE') await saveFailure(services, { ...row, lookAt: null }, EXPIRED, tx)
  }, SYSTEM)
}

import { dueJob, nextLookForBytes, type PeriodicJob } from '@gruppetto/graph'
import { SYSTEM } from '@gruppetto/runtime'
import { forgetStagedBytes, isExpired, stagedKey, type UploadRow } from '../domain/upload.ts'
import { expireUpload, findBytes } from '../pipelines/change-upload.ts'
import type { Services } from '../services.ts'

/**
 * Handles uploads that no event has moved: bytes that arrived without an event, addresses that expired unused, staged bytes that were
 * left behind, and the bytes of failed uploads after a week. Several processes may run it at once, since each step checks its own condition.
 */
export const sweepUploads = (services: Services): PeriodicJob => {
  const { runtime, stores } = services

  const sweep = async (row: UploadRow): Promise<void> => {
    if (row.status !== 'AWAITING_FILE') {
      await runtime.objects.delete(stagedKey(row._id))
      // This writes nothing when the upload has moved on in the meantime.
      await stores.uploads.replace(forgetStagedBytes(row))
      return
    }
    if (await findBytes(services, row._id, SYSTEM)) return
    if (isExpired(row, runtime.now())) await expireUpload(services, row._id)
    else await stores.uploads.postpone(row, nextLookForBytes(row, runtime.now()))
  }

  return dueJob(runtime, {
    name: 'activities-sweep-uploads',
    everyMs: 15_000,
    maxBatches: 1,
    due: stores.uploads.due,
    work: sweep,
    failure: 'an upload could not be swept',
  })
}

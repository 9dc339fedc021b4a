import type { PeriodicJob } from '@gruppetto/graph'
import { SYSTEM } from '@gruppetto/runtime'
import { forgetStagedBytes, isExpired, nextLookAt, stagedKey, type UploadRow } from '../domain/upload.ts'
import { expireUpload, lookForBytes } from '../pipelines/change-upload.ts'
import type { Services } from '../services.ts'

const AT_ONCE = 100

/**
 * Looks at uploads that nothing else has moved: bytes that came without anybody saying so, addresses that ended unused, staged bytes that
 * were left behind, and those of failed uploads after a week. Several processes may do it at once: each step is its own condition.
 */
export const sweepUploads = (services: Services): PeriodicJob => {
  const { runtime, stores } = services

  const look = async (row: UploadRow): Promise<void> => {
    if (row.status !== 'AWAITING_FILE') {
      await runtime.objects.delete(stagedKey(row._id))
      // Unless the upload went on meanwhile.
      await stores.uploads.replaceNow(forgetStagedBytes(row))
      return
    }
    if (await lookForBytes(services, row._id, SYSTEM)) return
    if (isExpired(row, runtime.now())) await expireUpload(services, row._id)
    else await stores.uploads.postpone(row, nextLookAt(row, runtime.now()))
  }

  return {
    name: 'activities-sweep-uploads',
    everyMs: 15_000,
    async run() {
      const due = await stores.uploads.due(new Date(runtime.now()), AT_ONCE)
      const results = await Promise.allSettled(due.map(look))
      for (const result of results)
        if (result.status === 'rejected') runtime.log.error({ err: result.reason }, 'an upload could not be swept')
    },
  }
}

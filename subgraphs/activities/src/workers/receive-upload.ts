import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { received, stagedKey, uploadIdOfKey } from '../domain/upload.ts'
import { saveReceived } from '../pipelines/change-upload.ts'
import type { Services } from '../services.ts'

/** A PUT has ended: the upload it belongs to starts, if nothing else has started it. */
export const receiveUpload = (services: Services): AnyWorker =>
  defineWorker({
    name: 'activities-receive-upload',
    on: ['object.stored'],
    load: async (event, tx) => {
      const uploadId = uploadIdOfKey(event.data.key)
      return uploadId === null ? null : services.stores.uploads.get(uploadId, tx)
    },
    decide: (_event, row) => {
      if (row === null) return null
      if (received(row) !== null) return { row, action: 'RECEIVE' as const }
      // The address was used once more after the bytes had been taken, or too late: what came now belongs to nothing.
      const isStray = row.bytesKey !== stagedKey(row._id)
      return isStray ? { row, action: 'DROP' as const } : null
    },
    save: async (decision, tx) => {
      if (decision?.action === 'RECEIVE') await saveReceived(services, decision.row, tx)
      if (decision?.action === 'DROP') tx.afterCommit(() => services.runtime.objects.delete(stagedKey(decision.row._id)))
    },
  })

import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { type PackedRecording, packRecording, shareRecording } from '../pipelines/share-recording.ts'
import type { Services } from '../services.ts'

/**
 * Gives the lake the recordings of athletes who have said so. Whoever has not, and most have not, costs one read. That a recording is deleted, or
 * given no more, the lake knows by itself.
 */
export const shareRecordings = (services: Services): AnyWorker =>
  defineWorker({
    name: 'activities-share-recordings',
    on: ['activity.measured', 'activity.changed'],
    lane: ({ data }) => data.athleteId,
    isRepeatable: true,
    prepare: async ({ name, data }): Promise<PackedRecording | null> => {
      if (!services.runtime.config.lake || data.isManual) return null
      if (data.deleted) {
        await services.stores.sharedRecordings.remove(data.activityId)
        return null
      }
      return packRecording(services, data, { isNew: name === 'activity.measured' })
    },
    concerns: (_event, packed) => packed !== null,
    decide: (_event, _nothing, packed) => packed,
    save: async (packed, tx) => {
      if (packed !== null) await shareRecording(services, packed, tx)
    },
    concurrency: 2,
  })

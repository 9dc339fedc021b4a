import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { concernsOthers, measureGear } from '../domain/gear.ts'
import { distancesOnGear, saveMeasuredGear } from '../pipelines/change-gear.ts'
import { loadTraining, recountDays, saveTraining } from '../pipelines/count-training.ts'
import { loadActivityRecordsUpdate, saveRecordsUpdate } from '../pipelines/update-personal-records.ts'
import type { Services } from '../services.ts'

/**
 * Updates the sums over an athlete's activities after one was added, changed or deleted, in one transaction: the training and the
 * distances of the days on which it counts, now and before; the athlete's records, when it is a run; and the distance of the gear that it is or was on. An event only
 * says which activity to read. It is read as it is, and the sums are made anew, so that events may come in any order and more than once.
 */
export const countActivities = (services: Services): AnyWorker => {
  const { stores } = services
  return defineWorker({
    name: 'activities-count-activities',
    on: ['activity.measured', 'activity.changed'],
    // The lock for training is another one than that of the athlete's segments, so neither waits for the other.
    lane: ({ data }) => `training:${data.athleteId}`,
    isRepeatable: true,
    load: async ({ name, data }, tx) => {
      await stores.athleteLocks.takeTraining(data.athleteId, tx)
      const activity = await stores.activities.get(data.activityId, tx)
      const training = await loadTraining(services, activity, data, tx)
      const records = await loadActivityRecordsUpdate(services, activity, { ...data, isNew: name === 'activity.measured' }, tx)
      // That on which the activity is, and that on which it was.
      const gearIds = [activity?.gearId, data.gearId, data.leftGearId].filter((id) => typeof id === 'string')
      const gear = [...(await stores.gear.many([...new Set(gearIds)], tx)).values()].filter(concernsOthers)
      return { training, records, gear, distances: await distancesOnGear(services, gear, tx) }
    },
    decide: ({ data: { athleteId } }, { training, records, gear, distances }) => ({
      training: recountDays(athleteId, training),
      records,
      gear: gear.flatMap((row) => {
        const distanceMeters = distances.get(row._id) ?? 0
        const measured = measureGear(row, distanceMeters)
        return measured === null ? [] : [{ measured, distanceMeters }]
      }),
    }),
    save: async ({ training, records, gear }, tx, { data }) => {
      await saveTraining(services, data, training, tx)
      if (records !== null) await saveRecordsUpdate(services, records, tx)
      for (const { measured, distanceMeters } of gear) await saveMeasuredGear(services, measured, distanceMeters, tx)
    },
  })
}

import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { markWorn } from '../domain/gear.ts'
import { distanceOnGear, saveWornGear } from '../pipelines/change-gear.ts'
import { loadTraining, recountDays, saveTraining } from '../pipelines/count-training.ts'
import { loadActivityRecordsUpdate, saveRecordsUpdate } from '../pipelines/update-personal-records.ts'
import type { Services } from '../services.ts'

/**
 * Updates the sums over an athlete's activities after one was added, changed or deleted, in one transaction: the training of the days on
 * which it counts, now and before; the athlete's records, when it is a run; and the wear of its gear. An event only says which activity to
 * read. It is read as it is, and the sums are made anew, so that events may come in any order and more than once.
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
      const gear = activity?.gearId ? await stores.gear.get(activity.gearId, tx) : null
      const hasLimit = gear !== null && gear.retireAtMeters !== null
      return { training, records, gear: hasLimit ? { gear, distanceMeters: await distanceOnGear(services, gear._id, tx) } : null }
    },
    decide: ({ data: { athleteId } }, { training, records, gear }) => {
      const wornGear = gear && markWorn(gear.gear, gear.distanceMeters)
      return {
        training: recountDays(athleteId, training),
        records,
        worn: gear && wornGear && { gear: wornGear, distanceMeters: gear.distanceMeters },
      }
    },
    save: async ({ training, records, worn }, tx, { data: { activityId } }) => {
      await saveTraining(services, activityId, training, tx)
      if (records !== null) await saveRecordsUpdate(services, records, tx)
      if (worn !== null) await saveWornGear(services, worn.gear, worn.distanceMeters, tx)
    },
  })
}

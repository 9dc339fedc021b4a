import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { markWorn } from '../domain/gear.ts'
import { distanceOnGear, saveWorn } from '../pipelines/change-gear.ts'
import { loadTraining, recountedTraining, saveTraining } from '../pipelines/count-training.ts'
import { loadEfforts, saveEfforts } from '../pipelines/keep-efforts.ts'
import type { Services } from '../services.ts'

/**
 * An activity came, changed or went: what adds up over an athlete's activities is brought up to date, in one transaction. The training of the days
 * it counts on, now and before; the athlete's records, where it is a run; and the gear it wears out. An event only says where to look: the
 * activity is read as it is, and sums are made anew, so that any order and any repeat come to the same.
 */
export const countActivities = ({ stores }: Services): AnyWorker =>
  defineWorker({
    name: 'activities-count-activities',
    on: ['activity.measured', 'activity.changed'],
    load: async ({ name, data }, tx) => {
      await stores.athleteLocks.takeTraining(data.athleteId, tx)
      const activity = await stores.activities.get(data.activityId, tx)
      const training = await loadTraining(stores, activity, data, tx)
      const efforts = await loadEfforts(stores, activity, data, name === 'activity.measured', tx)
      const gear = activity?.gearId ? await stores.gear.get(activity.gearId, tx) : null
      const hasLimit = gear !== null && gear.retireAtMeters !== null
      return { training, efforts, gear: hasLimit ? { gear, distanceMeters: await distanceOnGear(stores, gear._id, tx) } : null }
    },
    decide: ({ data: { athleteId } }, { training, efforts, gear }, _prepared, { nowMs }) => {
      const told = gear === null ? null : markWorn(gear.gear, gear.distanceMeters)
      return {
        training: recountedTraining(athleteId, training),
        efforts,
        worn: gear === null || told === null ? null : { told, distanceMeters: gear.distanceMeters },
        nowMs,
      }
    },
    save: async ({ training, efforts, worn: gear, nowMs }, tx, { data: { activityId } }) => {
      await saveTraining(stores, activityId, training, tx)
      if (efforts !== null) await saveEfforts(stores, efforts, tx)
      if (gear !== null) await saveWorn(stores, gear.told, gear.distanceMeters, nowMs, tx)
    },
  })

import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { worn } from '../domain/gear.ts'
import { distanceOnGear, saveWorn } from '../pipelines/change-gear.ts'
import type { Services } from '../services.ts'

/** Tells the owner of gear, once, that an activity has brought it to its limit. The distance is summed anew each time, so no order matters. */
export const noticeWornGear = ({ stores }: Services): AnyWorker =>
  defineWorker({
    name: 'activities-notice-worn-gear',
    on: ['activity.measured', 'activity.changed'],
    load: async ({ data: { gearId, deleted } }, tx) => {
      const gear = gearId && !deleted ? await stores.gear.get(gearId, tx) : null
      if (gear === null || gear.retireAtMeters === null) return null
      return { gear, distanceMeters: await distanceOnGear(stores, gear._id, tx) }
    },
    decide: (_event, loaded, _prepared, { nowMs }) => {
      const told = loaded === null ? null : worn(loaded.gear, loaded.distanceMeters)
      return loaded === null || told === null ? null : { told, distanceMeters: loaded.distanceMeters, nowMs }
    },
    save: async (decision, tx) => {
      if (decision !== null) await saveWorn(stores, decision.told, decision.distanceMeters, decision.nowMs, tx)
    },
  })

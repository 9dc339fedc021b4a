import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { effortsId, nextEfforts, withEfforts, withRecord } from '../domain/badges/effort-contribution.ts'
import { loadContribution, saveContribution } from '../pipelines/badges/save-contribution.ts'
import type { Services } from '../services.ts'

const DAY_MS = 86_400_000

/** Counts the efforts on segments, and those that were a record. */
export const countEfforts = (services: Services): AnyWorker =>
  defineWorker({
    name: 'athletes-count-efforts',
    on: ['effort.recorded', 'segment.record-won'],
    lane: ({ data }) => data.athleteId,
    isRepeatable: true,
    load: async ({ data: { activityId, athleteId, at } }, tx) => {
      const _id = effortsId(activityId)
      const known = await services.stores.badgeContributions.many([activityId, _id], tx)
      // An effort's own start would tell how long the hidden part before it is. The activity's start is used, or else the day.
      const atMs = known.get(activityId)?.happenedAt.getTime() ?? Math.floor(at / DAY_MS) * DAY_MS
      return loadContribution(services, { _id, athleteId, activityId, atMs, before: known.get(_id) ?? null }, tx)
    },
    decide: ({ data }, loaded) => {
      if (loaded === null) return null
      const { before } = loaded
      const known = before.efforts ?? {}
      const after = nextEfforts(before, 'efforts' in data ? withEfforts(known, data) : withRecord(known, data))
      return after === null ? null : { ...loaded, after }
    },
    save: async (change, tx) => {
      if (change !== null) await saveContribution(services, change, tx)
    },
  })

import { type AnyWorker, defineWorker, RetryEvent } from '@gruppetto/runtime'
import { countHeatOf, redrawHeatOf } from '../pipelines/draw-heat.ts'
import { commitPrivacy } from '../pipelines/upsert-privacy.ts'
import type { Services } from '../services.ts'

/**
 * Takes the routes of an athlete whose account is closed or private off the heat map, and puts those of one that is open again back. Draws
 * them again when the athlete hides other places: a route of which nothing is left to see has no other event.
 */
export const followAthletesOnHeat = (services: Services): AnyWorker =>
  defineWorker({
    name: 'activities-follow-athletes-on-heat',
    on: ['athlete.changed', 'athlete.privacy-changed'],
    prepare: async ({ data }) => {
      if ('zones' in data) {
        await commitPrivacy(services, data)
        await redrawHeatOf(services, data.athleteId)
        return
      }
      const account = await services.relations.accounts.get(data.athleteId)
      if (account === null || account.revision < data.revision)
        throw new RetryEvent(`the account of ${data.athleteId} is not here yet`)
      await countHeatOf(services, data.athleteId)
    },
    concurrency: 2,
  })

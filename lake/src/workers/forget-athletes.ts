import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { forgetAthlete } from '../pipelines/consents.ts'
import type { Services } from '../services.ts'

/**
 * Takes the lake key of an erased athlete away at once, however far the writer is behind. The writer does it again when it comes to the same
 * event, since it may have met events of the athlete before it; it is the one who reports.
 */
export const forgetAthletes = (services: Services): AnyWorker =>
  defineWorker({
    name: 'lake-forget-athletes',
    on: ['athlete.erased'],
    isRepeatable: true,
    save: async (_loaded, tx, { data: { athleteId } }) => {
      await forgetAthlete(services, athleteId, tx)
    },
  })

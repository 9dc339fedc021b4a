import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { measureShownSummaries } from '../pipelines/measure-shown-summaries.ts'
import { commitPrivacy } from '../pipelines/upsert-privacy.ts'
import type { Services } from '../services.ts'

/** Measures again what others see of an athlete's activities when the athlete's privacy has changed. */
export const updateShownSummaries = (services: Services): AnyWorker =>
  defineWorker({
    name: 'activities-count-shown',
    on: ['athlete.privacy-changed'],
    prepare: async ({ data }) => {
      await commitPrivacy(services, data)
      await measureShownSummaries(services, data.athleteId)
    },
    concurrency: 2,
  })

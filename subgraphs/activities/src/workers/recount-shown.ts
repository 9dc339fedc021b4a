import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { countShown } from '../pipelines/count-shown.ts'
import { knowPrivacy } from '../pipelines/know-privacy.ts'
import type { Services } from '../services.ts'

/** An athlete hides other places than before: what others are told of the athlete's activities is measured again. */
export const recountShown = (services: Services): AnyWorker =>
  defineWorker({
    name: 'activities-count-shown',
    on: ['athlete.privacy-changed'],
    prepare: async ({ data }) => {
      await knowPrivacy(services, data)
      await countShown(services, data.athleteId)
    },
    concurrency: 2,
  })

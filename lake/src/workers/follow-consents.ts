import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { changeConsent, consentOf } from '../pipelines/consents.ts'
import type { Services } from '../services.ts'

/**
 * Ends a consent at once, however far the writer is behind. The writer does it as well when it comes to the same event: what it has met before was
 * given by the consent before.
 */
export const followConsents = (services: Services): AnyWorker =>
  defineWorker({
    name: 'lake-follow-consents',
    on: ['athlete.privacy-changed'],
    isRepeatable: true,
    save: (_loaded, tx, { data }) => changeConsent(services, consentOf(data), tx),
  })

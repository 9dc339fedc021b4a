import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { keepPrivacy } from '../pipelines/know-privacy.ts'
import type { Services } from '../services.ts'

/** Keeps what others may not see of recordings as athletes has it. */
export const projectPrivacy = (services: Services): AnyWorker =>
  defineWorker({
    name: 'activities-project-privacy',
    on: ['athlete.privacy-changed'],
    save: (_nothing, tx, { data }) => keepPrivacy(services, data, tx),
  })

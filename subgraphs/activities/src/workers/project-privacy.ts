import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { upsertPrivacy } from '../pipelines/upsert-privacy.ts'
import type { Services } from '../services.ts'

/** Stores what athletes hide of their recordings, as the athletes subgraph publishes it. */
export const projectPrivacy = (services: Services): AnyWorker =>
  defineWorker({
    name: 'activities-project-privacy',
    on: ['athlete.privacy-changed'],
    save: (_nothing, tx, { data }) => upsertPrivacy(services, data, tx),
  })

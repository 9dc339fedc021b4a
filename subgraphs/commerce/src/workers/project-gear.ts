import { keepLatest } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import { gearOf } from '../domain/gear.ts'
import { notePairs } from '../pipelines/note-pairs.ts'
import type { Services } from '../services.ts'

/** Stores the gear that names a product or has a limit: how long products last, and what an athlete may soon need. */
export const projectGear = (services: Services): AnyWorker =>
  keepLatest('commerce-project-gear', 'gear.changed', services.stores.gear, gearOf, (change, tx) =>
    notePairs(services, change, tx),
  )

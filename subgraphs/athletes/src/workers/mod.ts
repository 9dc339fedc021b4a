import { projectEntitlements, projectRelations } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import type { Services } from '../services.ts'
import { keepPhotos } from './keep-photos.ts'
import { preparePhotos } from './prepare-photos.ts'

export const makeWorkers = (services: Services): readonly AnyWorker[] => [
  ...projectRelations('athletes', services.stores.relations),
  projectEntitlements('athletes', services.stores.entitlements),
  preparePhotos(services),
  keepPhotos(services),
]

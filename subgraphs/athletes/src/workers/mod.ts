import { projectEntitlements, projectRelations } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import type { Services } from '../services.ts'

export const makeWorkers = ({ stores }: Services): readonly AnyWorker[] => [
  ...projectRelations('athletes', stores.relations),
  projectEntitlements('athletes', stores.entitlements),
]

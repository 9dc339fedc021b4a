import { projectEntitlements, projectRelations } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import type { Stores } from '../stores/mod.ts'

/** Follows and blocks decide who sees more than an athlete's card, and who sees nothing. */
export const makeWorkers = ({ relations, entitlements }: Stores): readonly AnyWorker[] => [
  ...projectRelations('athletes', relations),
  projectEntitlements('athletes', entitlements),
]

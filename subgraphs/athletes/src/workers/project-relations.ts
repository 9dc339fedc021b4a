import { projectRelations } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import type { Stores } from '../stores/stores.ts'

/** Follows and blocks as social has them: they decide who sees more than an athlete's card, and who sees nothing. */
export const projectRelationsHere = ({ relations }: Pick<Stores, 'relations'>): readonly AnyWorker[] =>
  projectRelations('athletes', relations)

import { projectAccounts, projectRelations } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import type { Boards } from '../live/boards.ts'
import type { Stores } from '../stores/mod.ts'
import { markSponsored } from './mark-sponsored.ts'
import { scoreActivities } from './score-activities.ts'

export const makeWorkers = (stores: Stores, boards: Boards): readonly AnyWorker[] => [
  scoreActivities(stores, boards),
  markSponsored(stores),
  projectAccounts('clubs', stores.relations.accounts),
  ...projectRelations('clubs', stores.relations),
]

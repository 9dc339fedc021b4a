import { projectAccounts } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import type { Stores } from '../stores/mod.ts'
import { projectChallenges } from './project-challenges.ts'
import { projectMemberships } from './project-memberships.ts'
import { projectParticipations } from './project-participations.ts'
import { projectScores } from './project-scores.ts'

export const makeWorkers = (stores: Stores): readonly AnyWorker[] => [
  projectAccounts('commerce', stores.accounts),
  projectChallenges(stores),
  projectMemberships(stores),
  projectParticipations(stores),
  projectScores(stores),
]

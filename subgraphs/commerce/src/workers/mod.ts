import { leavingWorkers, projectAccounts } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import { leavingOf } from '../pipelines/leave.ts'
import type { Services } from '../services.ts'
import { giveWaitingCodes } from './give-waiting-codes.ts'
import { projectAddressKeys } from './project-address-keys.ts'
import { projectChallenges } from './project-challenges.ts'
import { projectGear } from './project-gear.ts'
import { projectMemberships } from './project-memberships.ts'
import { projectParticipations } from './project-participations.ts'
import { projectRecentActivities } from './project-recent-activities.ts'
import { projectScores } from './project-scores.ts'
import { settleCodes } from './settle-codes.ts'
import { tellWebhooksOfChallenges } from './tell-webhooks.ts'

export const makeWorkers = (services: Services): readonly AnyWorker[] => [
  projectAccounts('commerce', services.stores.accounts),
  projectAddressKeys(services),
  projectChallenges(services),
  projectGear(services),
  projectMemberships(services),
  projectParticipations(services),
  projectRecentActivities(services),
  projectScores(services),
  giveWaitingCodes(services),
  settleCodes(services),
  tellWebhooksOfChallenges(services),
  ...leavingWorkers('commerce', services.database, leavingOf(services)),
]

import { projectAccounts } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import { acceptRequests } from './accept-requests.ts'
import { clearSubjects } from './clear-subjects.ts'
import type { WorkerDeps } from './deps.ts'
import { fanOut } from './fan-out.ts'
import { forgetBlocked } from './forget-blocked.ts'
import { notifyWorkers } from './notify.ts'
import { projectChallenges } from './project-challenges.ts'
import { projectSegments } from './project-segments.ts'
import { recordActivities } from './record-activities.ts'
import { takeBackComments } from './take-back-comments.ts'

export const makeWorkers = (deps: WorkerDeps): readonly AnyWorker[] => [
  projectAccounts('social', deps.stores.accounts),
  projectChallenges(deps),
  projectSegments(deps),
  recordActivities(deps),
  acceptRequests(deps),
  fanOut(deps),
  ...notifyWorkers(deps),
  takeBackComments(deps),
  forgetBlocked(deps),
  clearSubjects(deps),
]

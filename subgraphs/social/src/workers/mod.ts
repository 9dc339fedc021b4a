import { projectAccounts } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import { acceptRequests } from './accept-requests.ts'
import { clearSubjects } from './clear-subjects.ts'
import type { WorkerDeps } from './deps.ts'
import { fanOut } from './fan-out.ts'
import { forgetBlocked } from './forget-blocked.ts'
import { notifyChallenges } from './notify-challenges.ts'
import { notifyComments } from './notify-comments.ts'
import { notifyFollows } from './notify-follows.ts'
import { notifyKudos } from './notify-kudos.ts'
import { notifyPosts } from './notify-posts.ts'
import { notifySegments } from './notify-segments.ts'
import { notifyUploads } from './notify-uploads.ts'
import { notifyWornGear } from './notify-worn-gear.ts'
import { projectChallenges } from './project-challenges.ts'
import { projectSegments } from './project-segments.ts'
import { recordActivities } from './record-activities.ts'
import { takeBackComments } from './take-back-comments.ts'

export const createWorkers = (deps: WorkerDeps): readonly AnyWorker[] => [
  projectAccounts('social', deps.stores.accounts),
  projectChallenges(deps),
  projectSegments(deps),
  recordActivities(deps),
  acceptRequests(deps),
  fanOut(deps),
  notifyFollows(deps),
  notifyKudos(deps),
  notifyComments(deps),
  takeBackComments(deps),
  notifyPosts(deps),
  notifyUploads(deps),
  notifyChallenges(deps),
  notifyWornGear(deps),
  notifySegments(deps),
  forgetBlocked(deps),
  clearSubjects(deps),
]

import { dueJob, type PeriodicJob } from '@gruppetto/graph'
import { advanceChallenge } from '../pipelines/advance-challenge.ts'
import type { Services } from '../services.ts'

/** Starts and settles the challenges whose time has come. Several processes may run it at once. */
export const advanceChallenges = (services: Services): PeriodicJob =>
  dueJob(services.runtime, {
    name: 'clubs-advance-challenges',
    everyMs: 15_000,
    maxBatches: 10,
    due: services.stores.challengeSteps.due,
    work: ({ _id }) => advanceChallenge(services, _id),
    failure: 'a challenge was not started or settled',
  })

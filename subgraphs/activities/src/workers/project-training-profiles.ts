import { keepLatest } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import type { Services } from '../services.ts'

/** Keeps what activities are measured with as athletes has it. */
export const projectTrainingProfiles = ({ stores }: Services): AnyWorker =>
  keepLatest(
    'activities-project-training-profiles',
    'athlete.training-profile-changed',
    stores.trainingProfiles,
    ({ athleteId, revision, profiles }) => ({ _id: athleteId, revision, profiles }),
  )

import { keepLatest } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import type { Services } from '../services.ts'

/** Keeps what others may not see of recordings as athletes has it. */
export const projectPrivacy = ({ stores }: Services): AnyWorker =>
  keepLatest(
    'activities-project-privacy',
    'athlete.privacy-changed',
    stores.athletePrivacy,
    ({ athleteId, at: _at, ...state }) => ({ _id: athleteId, ...state }),
  )

import { keepLatest } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import type { Services } from '../services.ts'

/** Projects the hours without pushes, since no reminder is planned for them. */
export const projectQuietHours = ({ stores }: Services): AnyWorker =>
  keepLatest(
    'athletes-project-quiet-hours',
    'quiet-hours.changed',
    stores.quietHours,
    ({ athleteId, revision, from, until }) => ({ _id: athleteId, revision, from, until }),
  )

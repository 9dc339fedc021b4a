import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { factOf } from '../domain/scoring.ts'
import { followRecording } from '../pipelines/note-recording.ts'
import type { Services } from '../services.ts'

/** Keeps what events know of a recording as the activity is: edited, hidden, or deleted. */
export const followRecordings = (services: Services): AnyWorker =>
  defineWorker({
    name: 'clubs-follow-recordings',
    on: ['activity.changed'],
    save: async (_loaded, tx, { data }) => followRecording(services, factOf(data), tx),
  })

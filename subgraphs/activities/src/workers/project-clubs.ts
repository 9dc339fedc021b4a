import { keepLatest } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import type { Services } from '../services.ts'

/** Stores whether clubs are there: the events of a club that is deleted do not exist either. */
export const projectClubs = ({ stores }: Services): AnyWorker =>
  keepLatest('activities-project-clubs', 'club.changed', stores.clubs, ({ clubId, dissolved, revision }) => ({
    _id: clubId,
    dissolved,
    revision,
  }))

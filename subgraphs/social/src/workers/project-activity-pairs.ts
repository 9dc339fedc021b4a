import { keepLatest } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import type { Services } from '../services.ts'

/** Stores which activities were in company, so that a feed shows them as one item. */
export const projectActivityPairs = ({ stores }: Services): AnyWorker =>
  keepLatest('social-project-activity-pairs', 'activities.paired', stores.activityPairs, ({ pairId, at: _at, ...state }) => ({
    _id: pairId,
    ...state,
  }))

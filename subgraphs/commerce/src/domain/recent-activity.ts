import type { EventData } from '@gruppetto/events'
import { TRAINING_WEEKS } from './suggest-products.ts'

/** An activity of the last weeks, from its last event. A deleted one stays, for its revision. */
export interface RecentActivityRow {
  readonly _id: string
  readonly athleteId: string
  readonly revision: number
  readonly deleted: boolean
  readonly sport: string
  readonly startedAt: Date
  readonly movingSeconds: number
}

export const TRAINING_MS = TRAINING_WEEKS * 7 * 24 * 3600 * 1000

export const recentActivityOf = (data: EventData<'activity.changed'>): RecentActivityRow => ({
  _id: data.activityId,
  athleteId: data.athleteId,
  revision: data.revision,
  deleted: data.deleted,
  sport: data.sport,
  startedAt: new Date(data.startedAtMs),
  movingSeconds: data.movingSeconds,
})

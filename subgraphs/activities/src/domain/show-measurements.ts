import { type BestEffort, type CurvePoint, effortName, isOnFoot, type Pool } from '@gruppetto/recordings'
import type { ActivityRow, SplitRow } from './activity.ts'
import type { ShownRecord } from './personal-records.ts'

/** A point of a power curve with the activity that it comes from. */
export interface ShownPoint {
  readonly seconds: number
  readonly watts: number
  readonly activityId: string
  readonly at: Date
}

/** Returns splits as the API shows them: grade-adjusted speed on foot only, whatever sport they were measured as. */
export const showSplits = ({ sport }: ActivityRow, splits: readonly SplitRow[]): readonly SplitRow[] =>
  isOnFoot(sport) ? splits : splits.map((split) => ({ ...split, gradeAdjustedSpeedMps: null }))

/** Returns the lengths of a pool swim, or null when there are none. */
export const showLengths = (pool: Pool | null | undefined): Pool['lengths'] | null =>
  pool && pool.lengths.length > 0 ? pool.lengths : null

/** Returns the power curve of one activity with the activity at each point. */
export const showPowerCurve = (activity: ActivityRow, curve: readonly CurvePoint[] | null): ShownPoint[] | null =>
  curve?.map(({ seconds, value }) => ({ seconds, watts: value, activityId: activity._id, at: activity.startedAt })) ?? null

export interface ShownEffort extends BestEffort {
  readonly name: string
  readonly isPersonalRecord: boolean
}

/** Returns the best efforts of a run. `records` are the athlete's records that the viewer sees. */
export const showEfforts = (
  { _id, sport }: ActivityRow,
  efforts: readonly BestEffort[],
  records: readonly ShownRecord[] | null,
): ShownEffort[] => {
  const held = new Set(
    records?.flatMap((record) => (record.activityId === _id && record.sport === sport ? [record.distanceMeters] : [])),
  )
  return efforts.map((effort) => ({
    ...effort,
    name: effortName(effort.distanceMeters),
    startSeconds: Math.round(effort.startSeconds),
    isPersonalRecord: held.has(effort.distanceMeters),
  }))
}

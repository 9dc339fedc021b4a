import { type CurvePoint, isOnFoot } from '@gruppetto/recordings'
import type { ActivityRow, SplitRow } from './activity.ts'

/** A point of a power curve with the activity it was ridden in. */
export interface ShownPoint {
  readonly seconds: number
  readonly watts: number
  readonly activity: ActivityRow
  readonly at: Date
}

/** Splits as the API shows them: grade-adjusted on foot only, whatever sport they were measured as. */
export const splitsShown = ({ sport }: ActivityRow, splits: readonly SplitRow[]): readonly SplitRow[] =>
  isOnFoot(sport) ? splits : splits.map((split) => ({ ...split, gradeAdjustedSpeedMps: null }))

/** The curve of one activity, each point with it. */
export const curveShown = (activity: ActivityRow, curve: readonly CurvePoint[] | null): ShownPoint[] | null =>
  curve?.map(({ seconds, value }) => ({ seconds, watts: value, activity, at: activity.startedAt })) ?? null

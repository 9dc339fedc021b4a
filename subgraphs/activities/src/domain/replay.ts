import { ceilingSpeedMps, type Fingerprint, isSameRecording, movingSpeedMps } from '@gruppetto/recordings'
import type { Recalculation, Sport } from '../generated/resolvers.ts'
import { type ActivityRow, activityState } from './activity.ts'
import type { MeasuredLeg } from './measured-leg.ts'

/** Which recorded activities are to be measured again. */
export type ReplayChoice =
  /** Those that were measured by code before this version. */
  | { readonly kind: 'OLDER'; readonly version: number }
  /** All that were not measured again since this instant. */
  | { readonly kind: 'SINCE'; readonly sinceMs: number }

/**
 * How far the replay of an athlete's activities has come, and from which day on it has changed something. The row is deleted when
 * the replay is done.
 */
export interface ReplayRow {
  /** The athlete's id. */
  readonly _id: string
  readonly startedAt: Date
  /** When the last activity was done. */
  readonly at: Date
  readonly total: number
  readonly done: number
  /** The first day of what was measured again; null while nothing was. */
  readonly sinceDay: string | null
}

export const beginReplay = (row: ReplayRow | null, athleteId: string, total: number, nowMs: number): ReplayRow => ({
  _id: athleteId,
  startedAt: row?.startedAt ?? new Date(nowMs),
  at: new Date(nowMs),
  total,
  done: 0,
  sinceDay: row?.sinceDay ?? null,
})

/**
 * Returns the replay after one more activity. `day` is the first day that was affected, null when the activity was left as it is.
 */
export const advanceReplay = (row: ReplayRow, day: string | null, nowMs: number): ReplayRow => {
  const sinceDay = day !== null && (row.sinceDay === null || day < row.sinceDay) ? day : row.sinceDay
  return { ...row, at: new Date(nowMs), done: row.done + 1, sinceDay }
}

/** A replay without progress for this long was interrupted. It is not shown until somebody continues it. */
const SILENT_MS = 3_600_000

/** Returns what the athlete sees of it. */
export const showReplay = (row: ReplayRow | null, nowMs: number): Recalculation | null => {
  if (row === null || row.at.getTime() < nowMs - SILENT_MS) return null
  return { status: 'RUNNING', startedAt: row.startedAt, progress: Math.min(1, row.done / Math.max(1, row.total)) }
}

/** A recorded activity with its fingerprint and how it was measured. */
export interface RecordedActivity extends ActivityRow {
  readonly fingerprint: Fingerprint
  /** The sport with whose speed limits it was measured; absent in rows from before this was stored. */
  readonly measuredAs?: Sport | null
}

/**
 * Tells whether measuring finds the same for two sports. A sport has a highest possible speed, a speed from which one moves, and
 * for open water a special treatment of distances.
 */
export const areMeasuredAlike = (a: Sport, b: Sport): boolean =>
  a === b ||
  (ceilingSpeedMps(a) === ceilingSpeedMps(b) &&
    movingSpeedMps(a) === movingSpeedMps(b) &&
    // In open water, metres that come in bursts are spread out.
    a !== 'OPEN_WATER_SWIM' &&
    b !== 'OPEN_WATER_SWIM')

/** Tells whether an activity was measured as its present sport would be. */
export const isMeasuredAsItsSport = ({ sport, measuredAs }: Pick<RecordedActivity, 'sport' | 'measuredAs'>): boolean =>
  typeof measuredAs === 'string' && areMeasuredAlike(sport, measuredAs)

/**
 * Finds the leg of a file that an activity was made of: the one that starts at the same instant; otherwise, when the measuring
 * code now finds another start, one that is the same recording. Returns null when there is none. A cropped activity starts later than
 * its recording, which its fingerprint is of.
 */
export const findLeg = (
  { fingerprint }: Pick<RecordedActivity, 'fingerprint'>,
  legs: readonly MeasuredLeg[],
): MeasuredLeg | null =>
  legs.find((leg) => leg.startedAtMs === fingerprint.startedAtMs) ??
  legs.find((leg) => isSameRecording(leg.fingerprint, fingerprint)) ??
  null

/** Tells whether an event would say the same of two states of an activity. */
export const isSameState = (a: ActivityRow, b: ActivityRow): boolean =>
  JSON.stringify(activityState({ ...a, revision: 0 }, 0)) === JSON.stringify(activityState({ ...b, revision: 0 }, 0))

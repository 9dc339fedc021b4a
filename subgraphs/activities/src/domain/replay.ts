import { ceilingSpeedMps, type Fingerprint, isSameRecording, movingSpeedMps } from '@gruppetto/recordings'
import type { Recalculation, Sport } from '../generated/resolvers.ts'
import { type ActivityRow, activityState } from './activity.ts'
import type { MeasuredLeg } from './measured-leg.ts'

/** Which of the recorded activities are to be measured again. */
export type ReplayChoice =
  /** Those that code before this version measured. */
  | { readonly kind: 'OLDER'; readonly version: number }
  /** All that were not measured again since this instant. */
  | { readonly kind: 'SINCE'; readonly sinceMs: number }

/** Measuring an athlete's activities again: how far it is, and from which day on somebody has to be told. Gone when it is done. */
export interface ReplayRow {
  /** The athlete's id. */
  readonly _id: string
  readonly startedAt: Date
  /** When it last came on. */
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

/** After one more activity; `day` is the first that it touched, null where it was left as it is. */
export const advanceReplay = (row: ReplayRow, day: string | null, nowMs: number): ReplayRow => {
  const sinceDay = day !== null && (row.sinceDay === null || day < row.sinceDay) ? day : row.sinceDay
  return { ...row, at: new Date(nowMs), done: row.done + 1, sinceDay }
}

/** One that gave no sign for so long was ended, and shows no more until somebody goes on with it. */
const SILENT_MS = 3_600_000

/** What the athlete sees of it. */
export const showReplay = (row: ReplayRow | null, nowMs: number): Recalculation | null => {
  if (row === null || row.at.getTime() < nowMs - SILENT_MS) return null
  return { status: 'RUNNING', startedAt: row.startedAt, progress: Math.min(1, row.done / Math.max(1, row.total)) }
}

/** A recorded activity with what tells it from others, and how it was measured. */
export interface RecordedActivity extends ActivityRow {
  readonly fingerprint: Fingerprint
  /** The sport by whose speeds it was measured; unknown where that was before anybody noted it. */
  readonly measuredAs?: Sport | null
}

/** Whether two sports find the same in a recording: measuring knows of a sport what nobody exceeds in it, and from which speed on one moves. */
export const areMeasuredAlike = (a: Sport, b: Sport): boolean =>
  a === b ||
  (ceilingSpeedMps(a) === ceilingSpeedMps(b) &&
    movingSpeedMps(a) === movingSpeedMps(b) &&
    // Of these, metres that come in bursts are spread.
    a !== 'OPEN_WATER_SWIM' &&
    b !== 'OPEN_WATER_SWIM')

/** Whether an activity says what its recording says of its sport. */
export const isMeasuredAsItsSport = ({ sport, measuredAs }: Pick<RecordedActivity, 'sport' | 'measuredAs'>): boolean =>
  typeof measuredAs === 'string' && areMeasuredAlike(sport, measuredAs)

/**
 * The part of a file that an activity was made of: the one that begins at the same instant, else, where code has changed what the beginning is,
 * one that is the same recording; null for none.
 */
export const findLeg = (
  { startedAt, fingerprint }: Pick<RecordedActivity, 'startedAt' | 'fingerprint'>,
  legs: readonly MeasuredLeg[],
): MeasuredLeg | null =>
  legs.find((leg) => leg.startedAtMs === startedAt.getTime()) ??
  legs.find((leg) => isSameRecording(leg.fingerprint, fingerprint)) ??
  null

/** Whether two states of an activity are one to whoever hears of it. */
export const isSameState = (a: ActivityRow, b: ActivityRow): boolean =>
  JSON.stringify(activityState({ ...a, revision: 0 }, 0)) === JSON.stringify(activityState({ ...b, revision: 0 }, 0))

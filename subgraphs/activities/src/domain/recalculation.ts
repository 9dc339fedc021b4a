import { isDeepStrictEqual } from 'node:util'
import { type ActivityStatistics, type DerivedMetrics, deriveMetrics } from '@gruppetto/recordings'
import type { JobStatus, Recalculation } from '../generated/resolvers.ts'
import { type ActivityRow, dayOf, detailsId } from './activity.ts'
import { type ProfileHistory, profileOn } from './training-profile.ts'

/** A place in an athlete's activities, oldest first. */
export interface Place {
  readonly startedAt: Date
  readonly id: string
}

/** How far the recalculation of an athlete's metrics after a change of the training profile has come. It goes page by page. */
export interface RecalculationRow {
  /** The athlete's id. */
  readonly _id: string
  /** Rises with each change that restarts the recalculation. Events of an earlier run are dropped. */
  readonly run: number
  /** The pages of this run that are done. */
  readonly step: number
  readonly status: JobStatus
  readonly startedAt: Date
  readonly finishedAt: Date | null
  /** The first day that is affected by any of the changes. */
  readonly sinceDay: string
  /** Activities up to here are done. */
  readonly place: Place
  /** The activities of this run; null until they are counted. */
  readonly total: number | null
  readonly done: number
}

/** The activities of one transaction: a few hundred milliseconds on a slow server. */
export const PAGE = 50
/** How long a finished recalculation is still shown. */
const SHOWN_MS = 3_600_000
/** No zone is further ahead of UTC, so nothing of a day starts earlier before its midnight in UTC. */
const FURTHEST_ZONE_MS = 14 * 3_600_000

/** Nothing was recorded earlier, and some servers do not take years with fewer than four digits. */
const EARLIEST_MS = Date.UTC(1900, 0, 1)

/** A place before every activity. */
export const BEGINNING: Place = { startedAt: new Date(EARLIEST_MS), id: '' }

const beforeDay = (day: string): Place => ({
  startedAt: new Date(Math.max(EARLIEST_MS, Date.parse(day) - FURTHEST_ZONE_MS)),
  id: '',
})

const isPending = (row: RecalculationRow | null): row is RecalculationRow => row !== null && row.status !== 'DONE'

/**
 * Begins a recalculation because the training profile differs from `day` on. Where an earlier one is not done yet, the earlier of
 * both days counts, and everything from that day on is done again. Nothing has changed before it.
 */
export const beginRecalculation = (
  row: RecalculationRow | null,
  athleteId: string,
  day: string,
  nowMs: number,
): RecalculationRow => {
  const place = beforeDay(day)
  const pending = isPending(row) ? row : null
  return {
    _id: athleteId,
    run: (row?.run ?? 0) + 1,
    step: 0,
    status: 'QUEUED',
    startedAt: pending !== null && pending.status !== 'FAILED' ? pending.startedAt : new Date(nowMs),
    finishedAt: null,
    sinceDay: pending !== null && pending.sinceDay < day ? pending.sinceDay : day,
    place: pending !== null && pending.place.startedAt < place.startedAt ? pending.place : place,
    total: null,
    done: 0,
  }
}

/** Tells whether a page is the next one. A page that failed may be tried again. */
export const isNext = (row: RecalculationRow | null, run: number, step: number): row is RecalculationRow =>
  isPending(row) && row.run === run && row.step === step

/** Returns the recalculation after a page of so many activities that ends at `last`. It is null when nothing was left. */
export const advanceRecalculation = (
  row: RecalculationRow,
  size: number,
  last: Place | null,
  total: number,
  nowMs: number,
): RecalculationRow => {
  const isDone = size < PAGE || last === null
  return {
    ...row,
    step: row.step + 1,
    status: isDone ? 'DONE' : 'RUNNING',
    finishedAt: isDone ? new Date(nowMs) : null,
    place: last ?? row.place,
    total,
    done: row.done + size,
  }
}

/** Returns what the athlete sees of it: null when there was none, or when it was finished more than an hour ago. */
export const showRecalculation = (row: RecalculationRow | null, nowMs: number): Recalculation | null => {
  if (row === null || (row.finishedAt !== null && row.finishedAt.getTime() < nowMs - SHOWN_MS)) return null
  const { status, startedAt, done, total } = row
  return { status, startedAt, progress: status === 'DONE' ? 1 : Math.min(1, done / Math.max(1, total ?? 1)) }
}

/** The fields of an activity on which its metrics depend. */
export type Derivable = Pick<
  ActivityRow,
  '_id' | 'sport' | 'movingSeconds' | 'startedAt' | 'timeZone' | 'metrics' | 'samplesRevision'
>

/**
 * Returns the metrics that have changed, by activity id. `statistics` are by the id of the details. An activity without
 * statistics keeps the metrics it has.
 */
export const changedMetrics = (
  activities: readonly Derivable[],
  statistics: ReadonlyMap<string, ActivityStatistics | null>,
  profiles: ProfileHistory,
): ReadonlyMap<string, DerivedMetrics> =>
  new Map(
    activities.flatMap((activity) => {
      const measured = statistics.get(detailsId(activity))
      if (measured === undefined) return []
      const metrics = deriveMetrics(measured, activity, profileOn(profiles, dayOf(activity)))
      return isDeepStrictEqual(metrics, activity.metrics) ? [] : [[activity._id, metrics] as const]
    }),
  )

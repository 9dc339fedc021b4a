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

/** Deriving an athlete's metrics again after a change of the training profile, page by page: how far it has come. */
export interface RecalculationRow {
  /** The athlete's id. */
  readonly _id: string
  /** Rises with each change that begins it again: what belongs to an earlier run is dropped. */
  readonly run: number
  /** Pages of this run that are done. */
  readonly step: number
  readonly status: JobStatus
  readonly startedAt: Date
  readonly finishedAt: Date | null
  /** The first day that any of the changes touched. */
  readonly sinceDay: string
  /** What began up to here is done. */
  readonly place: Place
  /** Activities of this run; null until they are counted. */
  readonly total: number | null
  readonly done: number
}

/** Activities of one transaction: a few hundred milliseconds on a slow server. */
export const PAGE = 50
/** How long what is done still shows. */
const SHOWN_MS = 3_600_000
/** No wall clock is further ahead of UTC, so nothing of a day began before this long before its midnight. */
const FURTHEST_ZONE_MS = 14 * 3_600_000

/** Nothing was recorded before, and a year with fewer digits is more than every server takes. */
const EARLIEST_MS = Date.UTC(1900, 0, 1)

/** Before every activity. */
export const BEGINNING: Place = { startedAt: new Date(EARLIEST_MS), id: '' }

const beforeDay = (day: string): Place => ({
  startedAt: new Date(Math.max(EARLIEST_MS, Date.parse(day) - FURTHEST_ZONE_MS)),
  id: '',
})

const isPending = (row: RecalculationRow | null): row is RecalculationRow => row !== null && row.status !== 'DONE'

/**
 * What is to be done when the training profile differs from `day` on. Where something is not done yet, the earlier day counts, and what is done
 * from that day on is done again; before it nothing has changed.
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

/** Whether a page is the next one. One that failed may be tried again. */
export const isNext = (row: RecalculationRow | null, run: number, step: number): row is RecalculationRow =>
  isPending(row) && row.run === run && row.step === step

/** After a page of so many activities that ends at `last`, which is null where nothing was left. */
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

/** What the athlete sees of it; null when there was none, or when it has been done for an hour. */
export const showRecalculation = (row: RecalculationRow | null, nowMs: number): Recalculation | null => {
  if (row === null || (row.finishedAt !== null && row.finishedAt.getTime() < nowMs - SHOWN_MS)) return null
  const { status, startedAt, done, total } = row
  return { status, startedAt, progress: status === 'DONE' ? 1 : Math.min(1, done / Math.max(1, total ?? 1)) }
}

/** An activity as far as its metrics depend on it. */
export type Derivable = Pick<
  ActivityRow,
  '_id' | 'sport' | 'movingSeconds' | 'startedAt' | 'timeZone' | 'metrics' | 'samplesRevision'
>

/**
 * The metrics that are other than before, by activity; `statistics` by the id of its details. Where there are none nothing can be derived, and what
 * stands there stays.
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

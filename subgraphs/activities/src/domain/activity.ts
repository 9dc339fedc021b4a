import type { EventData } from '@gruppetto/events'
import type { Audience } from '@gruppetto/graph'
import type { ActivityStatistics, BestEffort, CurvePoint, DerivedMetrics, Pool, Span } from '@gruppetto/recordings'
import type { Coordinates, Lap, Split, Sport, Units } from '../generated/resolvers.ts'
import type { ActivitySummary } from './activity-summary.ts'
import { localDay } from './local-time.ts'

/** An activity as it is kept. What may be absent is of activities that were measured before it was known: null until they are measured again. */
export interface ActivityRow extends ActivitySummary {
  readonly _id: string
  readonly athleteId: string
  /** Rises with every change; travels in each event. */
  readonly revision: number
  readonly deleted: boolean
  readonly name: string
  readonly description: string | null
  readonly sport: Sport
  readonly visibility: Audience
  readonly startedAt: Date
  readonly timeZone: string
  /** The day it began on, in its zone: YYYY-MM-DD. */
  readonly day?: string
  /** What others are told in place of the summary, where their sight of the recording is cut; null where they are told the whole. */
  readonly shown?: ActivitySummary | null
  /** The rules (rulesKey) that `shown` was measured by; absent where it never was. */
  readonly shownBy?: string | null
  /** Load, zones and calories of the athlete as he or she was on that day. */
  readonly metrics?: DerivedMetrics | null
  /** Of the code that measured it; null where nothing was recorded. */
  readonly measureVersion?: number | null
  readonly device: string | null
  readonly isManual: boolean
  readonly uploadId: string | null
  /** What it was ridden or run on. */
  readonly gearId?: string | null
  /** The samples that belong to it: those of any other revision are leftovers. Null where it has none. */
  readonly samplesRevision: number | null
  readonly createdAt: Date
}

/** The day an activity began on, in its zone: YYYY-MM-DD. */
export const dayOf = (row: Pick<ActivityRow, 'startedAt' | 'timeZone'>): string => localDay(row.startedAt.getTime(), row.timeZone)

export type LapRow = Lap
export type SplitRow = Split

export interface RouteRow {
  readonly polyline: string
  readonly start: Coordinates | null
  readonly end: Coordinates | null
  readonly southWest: Coordinates
  readonly northEast: Coordinates
}

/** Where the power curve of an activity belongs. */
export type SeasonPlace = Pick<ActivityRow, 'athleteId' | 'startedAt' | 'timeZone'>

/** The id of an activity's details: whoever read the activity before it was measured again finds what was measured with it. */
export const detailsId = ({ _id, samplesRevision }: Pick<ActivityRow, '_id' | 'samplesRevision'>): string =>
  `${_id}:${samplesRevision}`

/** What only the page of one activity shows, kept apart so that lists stay light: of one revision of its samples, and never changed. */
export interface ActivityDetailsRow {
  /** See detailsId. */
  readonly _id: string
  readonly activityId: string
  readonly route: RouteRow | null
  readonly laps: readonly LapRow[]
  /** Null where nobody swam in a pool. */
  readonly pool?: Pool | null
  readonly splits: Readonly<Record<Units, readonly SplitRow[]>>
  /** When the timer stood still, in seconds from the start. */
  readonly pauses?: readonly Span[]
  /** Best watts by duration, never rising. */
  readonly powerCurve?: readonly CurvePoint[] | null
  /** Whose seasons the power curve is part of, and when; null without one. Kept apart from the rest, and never read with it. */
  readonly season?: SeasonPlace | null
  /** Over the distances of running, whatever the sport. */
  readonly bestEfforts?: readonly BestEffort[]
  /** What metrics are derived from; null where nothing was recorded. Read for that alone. */
  readonly statistics?: ActivityStatistics | null
}

export const NO_DETAILS: Omit<ActivityDetailsRow, '_id' | 'activityId'> = {
  route: null,
  laps: [],
  pool: null,
  splits: { METRIC: [], IMPERIAL: [] },
  pauses: [],
  powerCurve: null,
  bestEfforts: [],
  statistics: null,
}

const shownSums = (shown: ActivitySummary | null): EventData<'activity.changed'>['shown'] =>
  shown && {
    distanceMeters: shown.distanceMeters,
    elapsedSeconds: shown.elapsedSeconds,
    movingSeconds: shown.movingSeconds,
    elevationGainMeters: shown.elevationGainMeters,
  }

/** The whole state, as activity.measured and activity.changed carry it. */
export const activityState = (row: ActivityRow, nowMs: number): EventData<'activity.changed'> => ({
  activityId: row._id,
  athleteId: row.athleteId,
  revision: row.revision,
  deleted: row.deleted,
  visibility: row.visibility,
  name: row.name,
  sport: row.sport,
  startedAtMs: row.startedAt.getTime(),
  timeZone: row.timeZone,
  distanceMeters: row.distanceMeters,
  elapsedSeconds: row.elapsedSeconds,
  movingSeconds: row.movingSeconds,
  elevationGainMeters: row.elevationGainMeters,
  isManual: row.isManual,
  uploadId: row.uploadId,
  gearId: row.gearId ?? null,
  shown: shownSums(row.shown ?? null),
  at: nowMs,
})

export interface ActivityEdit {
  readonly name?: string | null | undefined
  /** Null clears it. */
  readonly description?: string | null | undefined
  readonly sport?: Sport | null | undefined
  readonly visibility?: Audience | null | undefined
  /** Null takes it off. */
  readonly gearId?: string | null | undefined
}

/** The activity after an edit; null when the edit says nothing new. What is left out or, but for the description and the gear, null stays as it is. */
export const editActivity = (row: ActivityRow, edit: ActivityEdit): ActivityRow | null => {
  const after: ActivityRow = {
    ...row,
    name: edit.name ?? row.name,
    description: edit.description === undefined ? row.description : edit.description,
    sport: edit.sport ?? row.sport,
    visibility: edit.visibility ?? row.visibility,
    gearId: edit.gearId === undefined ? (row.gearId ?? null) : edit.gearId,
  }
  const same =
    after.name === row.name &&
    after.description === row.description &&
    after.sport === row.sport &&
    after.visibility === row.visibility &&
    after.gearId === (row.gearId ?? null)
  return same ? null : { ...after, revision: row.revision + 1 }
}

export const markDeleted = (row: ActivityRow): ActivityRow => ({ ...row, deleted: true, revision: row.revision + 1 })

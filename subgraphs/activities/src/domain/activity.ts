import type { EventData } from '@gruppetto/events'
import type { Audience } from '@gruppetto/graph'
import { localDayOf } from '@gruppetto/graph'
import type { ActivityStatistics, BestEffort, CurvePoint, DerivedMetrics, Evidence, Pool, Span } from '@gruppetto/recordings'
import type { Coordinates, Lap, Split, Sport, Units } from '../generated/resolvers.ts'
import type { ActivitySummary } from './activity-summary.ts'
import type { ActivityCrop } from './crop.ts'
import { sharedLoadOf } from './show-activity.ts'

/**
 * An activity as it is stored. Optional fields are absent in rows that were measured before the field existed; the API shows null
 * until they are measured again.
 */
export interface ActivityRow extends ActivitySummary {
  readonly _id: string
  readonly athleteId: string
  /** Rises with every change and is part of each event. */
  readonly revision: number
  readonly deleted: boolean
  readonly name: string
  readonly description: string | null
  readonly sport: Sport
  readonly visibility: Audience
  readonly startedAt: Date
  readonly timeZone: string
  /** The calendar day of the start in the activity's time zone: YYYY-MM-DD. */
  readonly day?: string
  /** The summary that others see where the athlete's privacy cuts the recording. Null where they see all of it. */
  readonly shown?: ActivitySummary | null
  /** The privacy rules (rulesKey) with which `shown` was measured. Absent where it never was. */
  readonly shownBy?: string | null
  /** Load, zones and calories, computed with the athlete's training profile of that day. */
  readonly metrics?: DerivedMetrics | null
  /** The version of the measuring code. Null where nothing was recorded. */
  readonly measureVersion?: number | null
  /** What tells whether a person can have done it. Nobody is shown it. */
  readonly evidence?: JudgedEvidence
  readonly device: string | null
  readonly isManual: boolean
  readonly uploadId: string | null
  /** True where the recording came in an archive. */
  readonly isImported?: boolean
  /** The bike or the shoes that were used. */
  readonly gearId?: string | null
  /** True while the platform's staff keeps it from everybody but its athlete; then its visibility is ONLY_ME and stays so. */
  readonly isHeldBack?: boolean
  /** Whose removal keeps it back: its own id, or that of the live session that it was. Absent in rows of earlier releases. */
  readonly heldBackFor?: readonly string[]
  /** True when the athlete does not want it to be shown as done together with others. */
  readonly leftTogether?: boolean
  /** In their order. Absent where there never were any. */
  readonly photoIds?: readonly string[]
  /**
   * The revision of the samples that belong to this activity; samples of other revisions are leftovers. Null where it has none.
   */
  readonly samplesRevision: number | null
  /** The part of the recording that counts. Null or absent where all of it does. */
  readonly crop?: ActivityCrop | null
  readonly createdAt: Date
}

/** The evidence, with what the platform's staff has answered to the athlete's objection. */
export interface JudgedEvidence extends Evidence {
  /** Whether the activity counts as this sport. It holds for this recording alone. */
  readonly judged?: { readonly counts: boolean; readonly sport: Sport }
}

/** The calendar day of an activity's start in its time zone: YYYY-MM-DD. */
export const dayOf = (row: Pick<ActivityRow, 'startedAt' | 'timeZone'>): string =>
  localDayOf(row.startedAt.getTime(), row.timeZone)

export type LapRow = Lap
export type SplitRow = Split

export interface RouteRow {
  readonly polyline: string
  readonly start: Coordinates | null
  readonly end: Coordinates | null
  readonly southWest: Coordinates
  readonly northEast: Coordinates
}

/** The athlete and the time under which a power curve is found. */
export type SeasonPlace = Pick<ActivityRow, 'athleteId' | 'startedAt' | 'timeZone'>

/**
 * The id of an activity's details. It contains the revision of the samples, so a reader who has an older row of the activity
 * finds the details that were measured with that row.
 */
export const detailsId = ({ _id, samplesRevision }: Pick<ActivityRow, '_id' | 'samplesRevision'>): string =>
  `${_id}:${samplesRevision}`

/**
 * What only the page of one activity shows. It is stored apart so that lists stay light. There is one row for each revision of
 * the samples, and it never changes.
 */
export interface ActivityDetailsRow {
  /** See detailsId. */
  readonly _id: string
  readonly activityId: string
  readonly route: RouteRow | null
  readonly laps: readonly LapRow[]
  /** Null where nobody swam in a pool. */
  readonly pool?: Pool | null
  readonly splits: Readonly<Record<Units, readonly SplitRow[]>>
  /** When the timer was stopped, in seconds from the start. */
  readonly pauses?: readonly Span[]
  /** The best watts by duration; they never rise with the duration. */
  readonly powerCurve?: readonly CurvePoint[] | null
  /**
   * The athlete and the time of the power curve; null without a curve. It is stored with the curve and never read with the
   * details.
   */
  readonly season?: SeasonPlace | null
  /** The best efforts over the distances of running, for every sport. */
  readonly bestEfforts?: readonly BestEffort[]
  /** The source of the metrics; null where nothing was recorded. It is read for the metrics only. */
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

/** The evidence without the answer of the staff, which others have from `activity.judged`. */
const measuredEvidence = ({ evidence }: Pick<ActivityRow, 'evidence'>): Evidence | null => {
  if (evidence === undefined) return null
  const { judged: _judged, ...measured } = evidence
  return measured
}

/** The whole state of an activity, as activity.measured and activity.changed carry it. */
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
  sharedLoad: sharedLoadOf(row),
  gearId: row.gearId ?? null,
  leftTogether: row.leftTogether ?? false,
  shown: shownSums(row.shown ?? null),
  evidence: measuredEvidence(row),
  at: nowMs,
})

/** The gear from which a change takes an activity, as activity.changed carries it. */
export const leftGear = (before: Pick<ActivityRow, 'gearId'>, after: Pick<ActivityRow, 'gearId'>): { leftGearId?: string } => {
  const gearId = before.gearId ?? null
  return gearId === null || gearId === (after.gearId ?? null) ? {} : { leftGearId: gearId }
}

export const arePhotosKept = (before: Pick<ActivityRow, 'photoIds'>, after: Pick<ActivityRow, 'photoIds'>): boolean =>
  (before.photoIds ?? []).join() === (after.photoIds ?? []).join()

/** The photos that an activity carries, as the event says it. */
export const carriedPhotos = ({ _id, athleteId, revision, deleted, photoIds = [] }: ActivityRow, nowMs: number) => ({
  carrierId: _id,
  athleteId,
  revision,
  photoIds: deleted ? [] : [...photoIds],
  at: nowMs,
})

export interface ActivityEdit {
  readonly name?: string | null | undefined
  /** Null clears it. */
  readonly description?: string | null | undefined
  readonly sport?: Sport | null | undefined
  readonly visibility?: Audience | null | undefined
  /** Null removes it. */
  readonly gearId?: string | null | undefined
  /** All of them. */
  readonly photoIds?: readonly string[] | undefined
}

/**
 * Returns the activity after an edit, or null when the edit changes nothing. A field that is absent stays as it is. Null clears
 * the description and the gear, and leaves the other fields as they are.
 */
export const editActivity = (row: ActivityRow, edit: ActivityEdit): ActivityRow | null => {
  const after: ActivityRow = {
    ...row,
    name: edit.name ?? row.name,
    description: edit.description === undefined ? row.description : edit.description,
    sport: edit.sport ?? row.sport,
    visibility: row.isHeldBack ? row.visibility : (edit.visibility ?? row.visibility),
    gearId: edit.gearId === undefined ? (row.gearId ?? null) : edit.gearId,
    ...(edit.photoIds === undefined ? {} : { photoIds: edit.photoIds }),
  }
  const same =
    after.name === row.name &&
    after.description === row.description &&
    after.sport === row.sport &&
    after.visibility === row.visibility &&
    after.gearId === (row.gearId ?? null) &&
    arePhotosKept(row, after)
  return same ? null : { ...after, revision: row.revision + 1 }
}

/**
 * Returns an activity that the staff keeps from everybody but its athlete since it has removed `subjectId`, the activity or the live session
 * that it was, or gives free again, or null when nothing changes. It stays back until each that was removed is restored. Once free it is still
 * visible to its athlete alone, who decides anew who sees it.
 */
export const holdBack = (row: ActivityRow, isRemoved: boolean, subjectId: string): ActivityRow | null => {
  const before = row.heldBackFor ?? (row.isHeldBack ? [subjectId] : [])
  if (before.includes(subjectId) === isRemoved) return null
  const heldBackFor = isRemoved ? [...before, subjectId] : before.filter((id) => id !== subjectId)
  return { ...row, isHeldBack: heldBackFor.length > 0, heldBackFor, visibility: 'ONLY_ME', revision: row.revision + 1 }
}

/** Returns an activity with the staff's answer to an objection; null when that changes nothing, also where nothing was recorded. */
export const withAnswer = (row: ActivityRow, counts: boolean): ActivityRow | null => {
  const { evidence, sport } = row
  if (evidence === undefined || (evidence.judged?.counts === counts && evidence.judged.sport === sport)) return null
  return { ...row, evidence: { ...evidence, judged: { counts, sport } }, revision: row.revision + 1 }
}

export const markDeleted = (row: ActivityRow): ActivityRow => ({ ...row, deleted: true, revision: row.revision + 1 })

import { localDayOf } from '@gruppetto/graph'
import { deriveMetrics, MEASURE_VERSION } from '@gruppetto/recordings'
import { type ActivityDetailsRow, type ActivityRow, detailsId, type JudgedEvidence } from './activity.ts'
import { zoneOf } from './local-time.ts'
import type { MeasuredLeg } from './measured-leg.ts'
import { cleanTitle, defaultName } from './naming.ts'
import type { RecordedActivity } from './replay.ts'
import { type ProfileHistory, profileOn } from './training-profile.ts'
import { rulesKey } from './viewer-privacy.ts'

/** The settings of the account that a new activity takes over. */
export interface AthleteDefaults {
  readonly timeZone: string
  readonly defaultActivityVisibility: ActivityRow['visibility']
}

/** Where a recording came from and what the athlete entered with it. A field is null where the athlete entered nothing. */
export interface Origin
  extends Pick<ActivityRow, '_id' | 'athleteId' | 'description' | 'uploadId' | 'isImported' | 'gearId' | 'samplesRevision'> {
  readonly name: string | null
  readonly visibility: ActivityRow['visibility'] | null
}

export interface MeasuredActivity {
  readonly activity: RecordedActivity
  readonly details: ActivityDetailsRow
}

type Leg = Omit<MeasuredLeg, 'chunks'>

const detailsOf = (
  activity: ActivityRow,
  { route, laps, pool, splits, pauses, powerCurve, bestEfforts, statistics }: Leg,
): ActivityDetailsRow => ({
  _id: detailsId(activity),
  activityId: activity._id,
  route,
  laps,
  pool: pool ?? null,
  splits,
  ...(pauses && { pauses }),
  powerCurve,
  season: powerCurve ? { athleteId: activity.athleteId, startedAt: activity.startedAt, timeZone: activity.timeZone } : null,
  bestEfforts,
  statistics,
})

/** The measured fields of an activity of this sport. */
const measuredFields = (leg: Leg, sport: ActivityRow['sport'], athlete: AthleteDefaults, profiles: ProfileHistory) => {
  const timeZone = zoneOf(leg, athlete.timeZone)
  const day = localDayOf(leg.startedAtMs, timeZone)
  const subject = { sport, movingSeconds: leg.summary.movingSeconds }
  return {
    startedAt: new Date(leg.startedAtMs),
    timeZone,
    day,
    ...leg.summary,
    shown: leg.shown.summary,
    shownBy: rulesKey(leg.shown.rules),
    metrics: deriveMetrics(leg.statistics ?? null, subject, profileOn(profiles, day)),
    measureVersion: MEASURE_VERSION,
    device: leg.device,
    fingerprint: leg.fingerprint,
    evidence: leg.evidence,
    measuredAs: leg.sport,
  }
}

/** Builds the activity of a measured recording. */
export const buildActivity = (
  leg: Leg,
  { name, visibility, ...origin }: Origin,
  athlete: AthleteDefaults,
  profiles: ProfileHistory,
  nowMs: number,
): MeasuredActivity => {
  const measured = measuredFields(leg, leg.sport, athlete, profiles)
  const activity = {
    ...origin,
    revision: 1,
    deleted: false,
    name: name ?? cleanTitle(leg.name) ?? defaultName(leg.sport, leg.startedAtMs, measured.timeZone),
    sport: leg.sport,
    visibility: visibility ?? athlete.defaultActivityVisibility,
    ...measured,
    isManual: false,
    createdAt: new Date(nowMs),
  }
  return { activity, details: detailsOf(activity, leg) }
}

/** The staff has judged a recording: another one of the same time is not what they have seen. */
const evidenceAfter = ({ evidence, uploadId: beforeId }: ActivityRow, leg: Leg, uploadId: string | null): JudgedEvidence =>
  evidence?.judged && beforeId === uploadId ? { ...leg.evidence, judged: evidence.judged } : leg.evidence

/**
 * Builds the next state of an activity from another recording of the same time. What the athlete entered before stays, except
 * where the new recording comes with an entry of its own.
 */
export const rebuildActivity = (
  before: ActivityRow,
  leg: Leg,
  { name, visibility, description, gearId, uploadId, samplesRevision }: Omit<Origin, '_id' | 'athleteId'>,
  athlete: AthleteDefaults,
  profiles: ProfileHistory,
): MeasuredActivity => {
  const activity = {
    ...before,
    revision: before.revision + 1,
    name: name ?? before.name,
    visibility: before.isHeldBack ? before.visibility : (visibility ?? before.visibility),
    description: description ?? before.description,
    gearId: gearId ?? before.gearId ?? null,
    ...measuredFields(leg, before.sport, athlete, profiles),
    evidence: evidenceAfter(before, leg, uploadId),
    uploadId,
    samplesRevision,
  }
  return { activity, details: detailsOf(activity, leg) }
}

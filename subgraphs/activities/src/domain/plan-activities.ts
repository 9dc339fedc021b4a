import { deriveMetrics, type Fingerprint, isSameRecording, MEASURE_VERSION } from '@gruppetto/recordings'
import type { ActivityDetailsRow, ActivityRow } from './activity.ts'
import { localDay, zoneOf } from './local-time.ts'
import type { MeasuredLeg } from './measured-leg.ts'
import { cleanTitle, defaultName } from './naming.ts'
import { type ProfileHistory, profileOn } from './training-profile.ts'
import { completed, duplicateOf, failed, type UploadRow } from './upload.ts'

/** A measured leg with the id its activity will have, or null where it was known as a duplicate before its samples were written. */
export interface PlannedLeg {
  readonly leg: Omit<MeasuredLeg, 'chunks'>
  readonly activityId: string | null
  /** What it was seen to repeat, where it was. */
  readonly repeats: string | null
}

export interface Known {
  readonly _id: string
  readonly fingerprint: Fingerprint
}

/** What of the account an activity takes over. */
export interface AthleteDefaults {
  readonly timeZone: string
  readonly defaultActivityVisibility: ActivityRow['visibility']
}

export interface Plan {
  readonly upload: UploadRow
  readonly activities: readonly (ActivityRow & { readonly fingerprint: Fingerprint })[]
  readonly details: readonly ActivityDetailsRow[]
}

/** Every activity made of a recording has its first samples under this revision; its id is new, so nothing else can be there. */
export const FIRST_SAMPLES = 1

/** The activity a recording repeats, or null for a new one. */
export const repeatedBy = (leg: Pick<MeasuredLeg, 'fingerprint'>, known: readonly Known[]): string | null =>
  known.find((other) => isSameRecording(leg.fingerprint, other.fingerprint))?._id ?? null

/**
 * Decides what becomes of a measured file: an activity for each leg that is not known yet, the upload DONE; a warning for each that is;
 * when all are, the upload FAILED as a duplicate of the first. A leg may repeat another of the same file too.
 */
export const planActivities = (
  upload: UploadRow,
  legs: readonly PlannedLeg[],
  known: readonly Known[],
  athlete: AthleteDefaults,
  profiles: ProfileHistory,
  nowMs: number,
): Plan => {
  const activities: Plan['activities'][number][] = []
  const details: ActivityDetailsRow[] = []
  const warnings = [...upload.warnings]
  let firstRepeated: string | null = null
  for (const [index, { leg, activityId, repeats }] of legs.entries()) {
    const repeated = repeats ?? repeatedBy(leg, [...known, ...activities])
    if (activityId === null || repeated !== null) {
      firstRepeated ??= repeated
      warnings.push(`Part ${index + 1} of ${legs.length} is an activity already and was left out.`)
      continue
    }
    const { route, laps, splits, powerCurve, bestEfforts, statistics } = leg
    const timeZone = zoneOf(leg, athlete.timeZone)
    const day = localDay(leg.startedAtMs, timeZone)
    const subject = { sport: leg.sport, movingSeconds: leg.summary.movingSeconds }
    activities.push({
      _id: activityId,
      athleteId: upload.athleteId,
      revision: 1,
      deleted: false,
      name: upload.name ?? cleanTitle(leg.name) ?? defaultName(leg.sport, leg.startedAtMs, timeZone),
      description: upload.description,
      sport: leg.sport,
      visibility: upload.visibility ?? athlete.defaultActivityVisibility,
      startedAt: new Date(leg.startedAtMs),
      timeZone,
      day,
      ...leg.summary,
      metrics: deriveMetrics(statistics ?? null, subject, profileOn(profiles, day)),
      measureVersion: MEASURE_VERSION,
      device: leg.device,
      isManual: false,
      uploadId: upload._id,
      samplesRevision: FIRST_SAMPLES,
      createdAt: new Date(nowMs),
      fingerprint: leg.fingerprint,
    })
    details.push({ _id: activityId, route, laps, splits, powerCurve, bestEfforts, statistics })
  }
  const ids = activities.map((activity) => activity._id)
  return {
    upload: ids.length > 0 ? completed(upload, ids, warnings) : failed(upload, duplicateOf(firstRepeated), nowMs),
    activities,
    details,
  }
}

import type { ActivityDetailsRow, ActivityRow } from './activity.ts'
import { type Known, type Replaceable, repeatedBy, replacedBy } from './known-recordings.ts'
import { type AthleteDefaults, measuredActivity, remeasuredActivity } from './measured-activity.ts'
import type { MeasuredLeg } from './measured-leg.ts'
import type { RecordedActivity } from './replay.ts'
import type { ProfileHistory } from './training-profile.ts'
import { analysed, duplicateOf, failed, type UploadRow } from './upload.ts'

/** A measured leg and what it was seen to be before its samples were written. */
export interface PlannedLeg {
  readonly leg: Omit<MeasuredLeg, 'chunks'>
  /** Whose samples were written, under which revision: of a new activity or of the one it replaces. Null for what was known already. */
  readonly samples: { readonly activityId: string; readonly revision: number } | null
  /** What it was seen to repeat, where it was. */
  readonly repeats: string | null
  /** What it was seen to replace, where it was. */
  readonly replaces: Replaceable | null
}

export interface Plan {
  readonly upload: UploadRow
  readonly activities: readonly RecordedActivity[]
  /** The next states of live-made activities that a leg replaces, and the samples that were theirs. */
  readonly replaced: readonly { readonly activity: RecordedActivity; readonly before: Replaceable }[]
  /** Of both. */
  readonly details: readonly ActivityDetailsRow[]
}

/** Every activity made of a recording has its first samples under this revision; its id is new, so nothing else can be there. */
export const FIRST_SAMPLES = 1

const isSameChoice = (a: Replaceable | null, b: Replaceable | null): boolean =>
  a?.activityId === b?.activityId && a?.samplesRevision === b?.samplesRevision

/**
 * Decides what becomes of a measured file: an activity for each leg that is not known yet, the upload waiting to be matched; a warning for each that is;
 * when all are, the upload FAILED as a duplicate of the first. A leg may repeat another of the same file too. One of the same time as a
 * live session stands for it from now on, under the activity's own id, so that kudos and comments stay. `living` holds those activities.
 * Null when a live session has become an activity, or been replaced or deleted, since the samples were written: then they lie under the
 * wrong id, and the whole must be done again.
 */
export const planActivities = (
  upload: UploadRow,
  legs: readonly PlannedLeg[],
  known: readonly Known[],
  living: readonly ActivityRow[],
  athlete: AthleteDefaults,
  profiles: ProfileHistory,
  nowMs: number,
): Plan | null => {
  const activities: RecordedActivity[] = []
  const replaced: Plan['replaced'][number][] = []
  const details: ActivityDetailsRow[] = []
  const warnings = [...upload.warnings]
  const choices = replacedBy(
    legs.map(({ leg }) => leg),
    known,
  )
  let firstRepeated: string | null = null
  for (const [index, { leg, samples, repeats, replaces }] of legs.entries()) {
    const repeated = repeats ?? repeatedBy(leg, [...known, ...activities, ...replaced.map(({ activity }) => activity)])
    if (samples === null || repeated !== null) {
      firstRepeated ??= repeated
      warnings.push(`Part ${index + 1} of ${legs.length} is an activity already and was left out.`)
      continue
    }
    if (!isSameChoice(choices[index] ?? null, replaces)) return null
    const { name, description, visibility, athleteId } = upload
    const gearId = upload.gearId ?? null
    const origin = { name, description, visibility, gearId, uploadId: upload._id, samplesRevision: samples.revision }
    const before = living.find((activity) => activity._id === replaces?.activityId)
    if (replaces !== null && before !== undefined) {
      const { activity, details: measured } = remeasuredActivity(before, leg, origin, athlete, profiles)
      replaced.push({ activity, before: replaces })
      details.push(measured)
      continue
    }
    const made = measuredActivity(leg, { ...origin, _id: samples.activityId, athleteId }, athlete, profiles, nowMs)
    activities.push(made.activity)
    details.push(made.details)
  }
  const ids = details.map((row) => row.activityId)
  return {
    upload: ids.length > 0 ? analysed(upload, ids, warnings) : failed(upload, duplicateOf(firstRepeated), nowMs),
    activities,
    replaced,
    details,
  }
}

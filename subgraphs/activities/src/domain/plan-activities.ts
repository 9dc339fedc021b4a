import type { ActivityDetailsRow, ActivityRow } from './activity.ts'
import { type AthleteDefaults, buildActivity, rebuildActivity } from './build-activity.ts'
import type { ActivityCrop } from './crop.ts'
import { chooseReplaced, findRepeated, type KnownRecording, type Replaceable } from './known-recordings.ts'
import type { MeasuredLeg } from './measured-leg.ts'
import type { RecordedActivity } from './replay.ts'
import type { ProfileHistory } from './training-profile.ts'
import { duplicateFailure, type FileWarning, failUpload, finishMeasuring, type UploadRow } from './upload.ts'

/** A measured leg, with what was found about it before its samples were written. */
export interface PlannedLeg {
  readonly leg: Omit<MeasuredLeg, 'chunks'>
  /** The activity and the revision under which its samples were written: a new activity, or the one it replaces. Null for a known recording. */
  readonly samples: { readonly activityId: string; readonly revision: number } | null
  /** The id of the activity that it repeats, if any. */
  readonly repeats: string | null
  /** The live-made activity that it replaces, if any. */
  readonly replaces: Replaceable | null
  /** The part that counts of it, where the activity that it replaces is cropped. */
  readonly crop: ActivityCrop | null
}

export interface Plan {
  readonly upload: UploadRow
  readonly activities: readonly RecordedActivity[]
  /** The areas that the new activities pass, by their ids. */
  readonly areas: ReadonlyMap<string, readonly number[]>
  /** The next states of live-made activities that a leg replaces, with the samples they had before. */
  readonly replaced: readonly {
    readonly activity: RecordedActivity
    readonly before: Replaceable & Pick<ActivityRow, 'gearId'>
  }[]
  /** The details of the new and of the replaced activities. */
  readonly details: readonly ActivityDetailsRow[]
}

/** The first samples of every recorded activity have this revision. Its id is new, so no other samples can be there. */
export const FIRST_SAMPLES = 1

const isSameChoice = (a: Replaceable | null, b: Replaceable | null): boolean =>
  a?.activityId === b?.activityId && a?.samplesRevision === b?.samplesRevision

const partIsThere = (part: number, parts: number): FileWarning => ({
  code: 'PART_IS_THERE',
  message: `Part ${part} of ${parts} is an activity already and was left out.`,
  part,
  parts,
})

/** What a plan depends on beside the file. */
export interface PlanFacts {
  /** The athlete's recordings that one of the file may repeat or replace. */
  readonly known: readonly KnownRecording[]
  /** The activities made of live sessions that a recording was seen to replace, as they are now. */
  readonly liveMade: readonly ActivityRow[]
  readonly athlete: AthleteDefaults
  readonly profiles: ProfileHistory
}

/**
 * Decides what becomes of a measured file. Each leg that is not known yet becomes an activity, and the upload then waits to be matched with
 * the segments. Each leg that is known already, or repeats another leg of the file, gets a warning. When all legs are known, the upload FAILS
 * as a duplicate of the first. A leg of the same time as a live session replaces the recording of the session's activity, which keeps its id
 * and with it kudos and comments. Returns null when a live session has become an activity, or such an activity was replaced or deleted, since
 * the samples were written: the samples then lie under the wrong id, and the file must be processed again.
 */
export const planActivities = (
  upload: UploadRow,
  legs: readonly PlannedLeg[],
  { known, liveMade, athlete, profiles }: PlanFacts,
  nowMs: number,
): Plan | null => {
  const activities: RecordedActivity[] = []
  const areas = new Map<string, readonly number[]>()
  const replaced: Plan['replaced'][number][] = []
  const details: ActivityDetailsRow[] = []
  const warnings: FileWarning[] = []
  const choices = chooseReplaced(
    legs.map(({ leg }) => leg),
    known,
  )
  let firstRepeated: string | null = null
  for (const [index, { leg, samples, repeats, replaces, crop }] of legs.entries()) {
    const repeated = repeats ?? findRepeated(leg, [...known, ...activities, ...replaced.map(({ activity }) => activity)])
    if (samples === null || repeated !== null) {
      firstRepeated ??= repeated
      warnings.push(partIsThere(index + 1, legs.length))
      continue
    }
    if (!isSameChoice(choices[index] ?? null, replaces)) return null
    const { name, description, visibility, athleteId } = upload
    const gearId = upload.gearId ?? null
    const isImported = upload.archiveId === undefined ? {} : { isImported: true }
    const origin = {
      name,
      description,
      visibility,
      gearId,
      uploadId: upload._id,
      ...isImported,
      samplesRevision: samples.revision,
    }
    const before = liveMade.find((activity) => activity._id === replaces?.activityId)
    if (replaces !== null && before !== undefined) {
      const { activity, details: measured } = rebuildActivity(before, leg, origin, athlete, profiles)
      replaced.push({
        activity: crop === null ? activity : { ...activity, crop },
        before: { ...replaces, gearId: before.gearId ?? null },
      })
      details.push(measured)
      continue
    }
    const made = buildActivity(leg, { ...origin, _id: samples.activityId, athleteId }, athlete, profiles, nowMs)
    activities.push(made.activity)
    areas.set(made.activity._id, leg.areas)
    details.push(made.details)
  }
  const ids = details.map((row) => row.activityId)
  return {
    upload: ids.length > 0 ? finishMeasuring(upload, ids, warnings) : failUpload(upload, duplicateFailure(firstRepeated), nowMs),
    activities,
    areas,
    replaced,
    details,
  }
}

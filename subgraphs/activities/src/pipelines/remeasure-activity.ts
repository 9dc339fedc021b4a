import { crashPoint, type Origin, SYSTEM, type Tx } from '@gruppetto/runtime'
import { type ActivityRow, activityState, dayOf } from '../domain/activity.ts'
import { type MeasuredActivity, rebuildActivity } from '../domain/build-activity.ts'
import { type ActivityCrop, type Crop, revisionsOf, wholeOf } from '../domain/crop.ts'
import type { MeasuredLeg } from '../domain/measured-leg.ts'
import { effortsOf } from '../domain/personal-records.ts'
import { advanceReplay, areMeasuredAlike, isSameState, type RecordedActivity } from '../domain/replay.ts'
import type { Services } from '../services.ts'
import type { MeasureLeg } from './measure-original.ts'
import { areRulesCurrent, readPrivacyRules } from './privacy-rules.ts'
import { loadRecordsUpdate, saveRecordsUpdate } from './update-personal-records.ts'
import { releaseSamples, writeSamples } from './write-samples.ts'

/** What happened to one activity. */
export type RemeasureResult =
  | { readonly kind: 'MEASURED'; readonly hasChanged: boolean }
  /** The activity stays as it was, for this reason: `isNothingLeft` where the part that is to count has too few samples. */
  | { readonly kind: 'UNCHANGED'; readonly reason: string; readonly isNothingLeft: boolean }
  /** The activity was deleted in the meantime. */
  | { readonly kind: 'GONE' }

export interface RemeasureOptions {
  /** The part of the recording that is to count, or null for all of it. Where it is left out, it stays as it is. */
  readonly crop?: Crop | null
  readonly origin?: Origin
}

/** An athlete may correct the sport several times while the activity is measured. */
const MAX_TRIES = 10

const unchanged = (reason: string, isNothingLeft = false): RemeasureResult => ({ kind: 'UNCHANGED', reason, isNothingLeft })

/** Returns whether what others are told of the activity has changed. */
const save = async (
  services: Services,
  before: ActivityRow,
  { activity, details, revision }: MeasuredActivity & { readonly revision: number },
  tx: Tx,
): Promise<boolean> => {
  const { stores, runtime } = services
  const { _id: activityId, athleteId } = before
  const nowMs = runtime.now()
  await stores.activities.update(activity, tx)
  stores.sampleRevisions.adoptAtCommit([{ activityId, revision }], tx)
  const left = revisionsOf(before).filter((former) => !revisionsOf(activity).includes(former))
  await releaseSamples(services, activityId, left, tx)
  stores.details.insertAtCommit([details], tx)
  const efforts = effortsOf(activity, details.bestEfforts ?? [])
  const records = await loadRecordsUpdate(services, efforts, { activityId, athleteId }, tx)
  if (records !== null) await saveRecordsUpdate(services, records, tx)
  const replay = await stores.replays.get(athleteId, tx)
  const [day = null] = [dayOf(before), dayOf(activity)].sort()
  if (replay !== null) await stores.replays.put(advanceReplay(replay, day, nowMs), tx)
  // The event is emitted even when the state is the same, since the efforts on segments were matched with the former samples.
  tx.emit('activity.changed', activityState(activity, nowMs))
  return !isSameState(before, activity)
}

interface Remeasured {
  readonly leg: MeasuredLeg
  readonly revision: number
  readonly crop: ActivityCrop | null
}

/**
 * Returns null when the samples or the sport of the activity, or the privacy of its athlete, have changed since these were measured. Then
 * everything is done again. Each other crop comes with other samples.
 */
const commit = (
  services: Services,
  seen: RecordedActivity,
  { leg, revision, crop }: Remeasured,
  origin: Origin,
): Promise<RemeasureResult | null> =>
  services.database.transact(async (tx): Promise<RemeasureResult | null> => {
    const { stores } = services
    // The lock comes first: neither the training profile nor the recording changes before this commits.
    await stores.athleteLocks.take(seen.athleteId, tx)
    const row = await stores.activities.get(seen._id, tx)
    if (row === null) return { kind: 'GONE' }
    if (row.samplesRevision !== seen.samplesRevision || !areMeasuredAlike(row.sport, leg.sport)) return null
    if (!(await areRulesCurrent(services, row.athleteId, [leg], tx))) return null
    const { uploadId, timeZone, visibility } = row
    const profiles = (await stores.trainingProfiles.get(row.athleteId, tx))?.profiles ?? []
    // What the athlete said stays. So does the time zone when the recording has none, since the athlete may live elsewhere by now.
    const said = { name: null, visibility: null, description: null, uploadId, samplesRevision: revision }
    const defaults = { timeZone, defaultActivityVisibility: visibility }
    const { activity, details } = rebuildActivity(row, leg, said, defaults, profiles)
    const next = crop === null && !row.crop ? activity : { ...activity, crop }
    return { kind: 'MEASURED', hasChanged: await save(services, row, { activity: next, details, revision }, tx) }
  }, origin)

/**
 * Measures an activity again from its original, as the sport that it has now, or another part of it. The new samples are written under a revision that nobody
 * reads. One commit assigns them, with all that was measured, to the activity. A crash before the commit leaves the activity as it was;
 * the samples are deleted later.
 */
export const remeasureActivity = async (
  services: Services,
  activityId: string,
  measureLeg: MeasureLeg,
  options: RemeasureOptions = {},
): Promise<RemeasureResult> => {
  const { stores, runtime } = services
  for (let attempt = 1; attempt <= MAX_TRIES; attempt++) {
    const row = await stores.activities.recorded(activityId)
    if (row === null) return { kind: 'GONE' }
    const rules = await readPrivacyRules(services, row.athleteId)
    const wanted = options.crop === undefined ? (row.crop ?? null) : options.crop
    const original = await measureLeg(row, rules, wanted)
    if (!original.ok) return unchanged(original.reason, original.isNothingLeft)
    const { leg } = original
    const whole = wholeOf(row)
    const crop = wanted && whole && { ...whole, ...wanted }
    // Higher than any earlier revision, and different on each attempt.
    const revision = Math.max((row.samplesRevision ?? 0) + 1, runtime.now())
    const { startedAtMs, chunks } = leg
    await writeSamples(services, [{ activityId, revision, startedAtMs, chunks }])
    crashPoint('replay:written')
    const outcome = await commit(services, row, { leg, revision, crop }, options.origin ?? SYSTEM)
    if (outcome !== null) return outcome
  }
  return unchanged('it was measured again, or its sport corrected, each time meanwhile')
}

import { crashPoint, SYSTEM, type Tx } from '@gruppetto/runtime'
import { type ActivityRow, activityState, dayOf } from '../domain/activity.ts'
import { type MeasuredActivity, rebuildActivity } from '../domain/build-activity.ts'
import type { MeasuredLeg } from '../domain/measured-leg.ts'
import { effortsOf } from '../domain/personal-records.ts'
import { advanceReplay, areMeasuredAlike, isSameState, type RecordedActivity } from '../domain/replay.ts'
import type { Services } from '../services.ts'
import { loadKept, saveEfforts } from './keep-efforts.ts'
import type { LegOfOriginal } from './measure-original.ts'
import { areRulesOf, rulesOf } from './privacy-rules.ts'
import { supersede, writeSamples } from './write-samples.ts'

/** What became of one activity. */
export type Remeasured =
  | { readonly kind: 'MEASURED'; readonly isOther: boolean }
  /** It stays as it was, and why. */
  | { readonly kind: 'LEFT'; readonly reason: string }
  /** Somebody deleted it meanwhile. */
  | { readonly kind: 'GONE' }

/** Somebody who corrects a sport back and forth is quick, and measuring is not. */
const MAX_TRIES = 10

const left = (reason: string): Remeasured => ({ kind: 'LEFT', reason })

const save = async (
  { stores, runtime }: Services,
  before: ActivityRow,
  { activity, details }: MeasuredActivity,
  revision: number,
  tx: Tx,
): Promise<boolean> => {
  const { _id: activityId, athleteId } = before
  const nowMs = runtime.now()
  await stores.activities.update(activity, tx)
  await stores.sampleRevisions.adopt([{ activityId, revision }], tx)
  await supersede(stores, [{ activityId, samplesRevision: before.samplesRevision }], nowMs, tx)
  await stores.details.insert([details], tx)
  const efforts = effortsOf(activity, details.bestEfforts ?? [])
  const kept = await loadKept(stores, efforts, { activityId, athleteId }, tx)
  if (kept !== null) await saveEfforts(stores, kept, tx)
  const replay = await stores.replays.get(athleteId, tx)
  const [day = null] = [dayOf(before), dayOf(activity)].sort()
  if (replay !== null) await stores.replays.put(advanceReplay(replay, day, nowMs), tx)
  // Also where it says what it said before: its efforts on segments are those of the samples it had.
  tx.emit('activity.changed', activityState(activity, nowMs))
  return !isSameState(before, activity)
}

/** Null when the activity has got other samples or another sport, or its athlete other privacy, since these were measured: then the whole is done again. */
const commit = (services: Services, seen: RecordedActivity, leg: MeasuredLeg, revision: number): Promise<Remeasured | null> =>
  services.database.transact(async (tx): Promise<Remeasured | null> => {
    const { stores } = services
    // First of all: neither the training profile nor the recording changes before this commits.
    await stores.athleteLocks.take(seen.athleteId, tx)
    const row = await stores.activities.get(seen._id, tx)
    if (row === null) return { kind: 'GONE' }
    if (row.samplesRevision !== seen.samplesRevision || !areMeasuredAlike(row.sport, leg.sport)) return null
    if (!(await areRulesOf(stores, row.athleteId, [leg], tx))) return null
    const { uploadId, timeZone, visibility } = row
    const profiles = (await stores.trainingProfiles.get(row.athleteId, tx))?.profiles ?? []
    // What the athlete said stays, and so does the zone where the recording knows none: the athlete may live elsewhere by now.
    const said = { name: null, visibility: null, description: null, uploadId, samplesRevision: revision }
    const defaults = { timeZone, defaultActivityVisibility: visibility }
    const next = rebuildActivity(row, leg, said, defaults, profiles)
    return { kind: 'MEASURED', isOther: await save(services, row, next, revision, tx) }
  }, SYSTEM)

/**
 * Measures an activity again from its original, as the sport it has now. The new samples are written under a revision that nobody reads; one commit makes them, and all that was
 * measured, the activity's. A sudden end before it leaves the activity as it was, and samples to be swept.
 */
export const remeasureActivity = async (services: Services, activityId: string, legOf: LegOfOriginal): Promise<Remeasured> => {
  const { stores, runtime } = services
  for (let attempt = 1; attempt <= MAX_TRIES; attempt++) {
    const row = await stores.activities.recorded(activityId)
    if (row === null) return { kind: 'GONE' }
    const rules = await rulesOf(stores, row.athleteId)
    const original = await legOf(row, rules)
    if (!original.ok) return left(original.reason)
    const { leg } = original
    // Higher than any before, and another at each try.
    const revision = Math.max((row.samplesRevision ?? 0) + 1, runtime.now())
    const { startedAtMs, chunks } = leg
    await writeSamples(stores, [{ activityId, revision, startedAtMs, chunks }], runtime.now())
    crashPoint('replay:written')
    const outcome = await commit(services, row, leg, revision)
    if (outcome !== null) return outcome
  }
  return left('it was measured again, or its sport corrected, each time meanwhile')
}

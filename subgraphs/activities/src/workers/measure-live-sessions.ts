import { newId } from '@gruppetto/graph'
import { liveRecording, within } from '@gruppetto/recordings'
import { awaitProjection } from '@gruppetto/relations'
import { type AnyWorker, defineWorker, RetryEvent } from '@gruppetto/runtime'
import { activityState } from '../domain/activity.ts'
import { type AthleteDefaults, buildActivity } from '../domain/build-activity.ts'
import { coversLive, startsDuringLive } from '../domain/known-recordings.ts'
import { endSeconds, isHeldBack, type LiveSessionRow, pauseSpans, settleSession } from '../domain/live-session.ts'
import type { MeasuredLeg } from '../domain/measured-leg.ts'
import { FIRST_SAMPLES } from '../domain/plan-activities.ts'
import { saveLiveSession } from '../pipelines/change-live-session.ts'
import { holdBackActivity } from '../pipelines/hold-back.ts'
import { readPrivacyRules, requireCurrentRules } from '../pipelines/privacy-rules.ts'
import { writeSamples } from '../pipelines/write-samples.ts'
import type { Services } from '../services.ts'

type Measured =
  | { readonly kind: 'STALE' }
  /** A single position makes no activity. */
  | { readonly kind: 'NOTHING' }
  | {
      readonly kind: 'MEASURED'
      readonly leg: Omit<MeasuredLeg, 'chunks'>
      readonly activityId: string
      readonly athlete: AthleteDefaults
    }

const isWaiting = (row: LiveSessionRow | null): row is LiveSessionRow => row?.stage === 'CLOSED'

/**
 * Makes an activity of a session that accepts no more positions. It measures them like any recording and commits the activity, unless a
 * file of the same time has become one already; then the session refers to that one. A file that arrives later replaces the activity that
 * is made here (see measure-upload).
 */
export const measureLiveSessions = (services: Services): AnyWorker => {
  const { runtime, stores, relations } = services

  const measure = async (liveSessionId: string): Promise<Measured> => {
    const row = await stores.liveSessions.get(liveSessionId)
    if (!isWaiting(row)) return { kind: 'STALE' }
    const track = within(await stores.livePositions.read(liveSessionId), 0, endSeconds(row))
    const recording = liveRecording(row.sport, row.startedAt.getTime(), track, pauseSpans(row))
    if (recording === null || recording.sampleCount < 2) return { kind: 'NOTHING' }
    const athlete = await awaitProjection(row.athleteId, runtime.now(), () => relations.accounts.get(row.athleteId))
    if (athlete === null) throw new RetryEvent(`the account ${row.athleteId} has not arrived here yet`)
    const rules = await readPrivacyRules(services, row.athleteId)
    const result = await services.recordings.measureRecording(recording, rules)
    if (!result.ok) throw new Error(`the live session ${liveSessionId} cannot be measured: ${result.message}`)
    const { chunks, ...leg } = result.leg
    const activityId = newId('Activity')
    const { startedAtMs } = leg
    await writeSamples(services, [{ activityId, revision: FIRST_SAMPLES, startedAtMs, chunks }])
    return { kind: 'MEASURED', leg, activityId, athlete }
  }

  return defineWorker({
    name: 'activities-measure-live-sessions',
    on: ['live-session.closed'],
    prepare: (event) => measure(event.data.liveSessionId),
    load: async ({ data: { liveSessionId, athleteId } }, tx, measured) => {
      // The lock comes first: a file of the same time that is being committed is seen below, or sees the activity that is made here.
      await stores.athleteLocks.take(athleteId, tx)
      const row = await stores.liveSessions.get(liveSessionId, tx)
      const known =
        measured.kind === 'MEASURED'
          ? await stores.activities.recordedAround(athleteId, [startsDuringLive(measured.leg)], tx)
          : []
      if (measured.kind === 'MEASURED') await requireCurrentRules(services, athleteId, [measured.leg], tx)
      return { row, known, profiles: (await stores.trainingProfiles.get(athleteId, tx))?.profiles ?? [] }
    },
    decide: (_event, { row, known, profiles }, measured, { nowMs }) => {
      if (measured.kind === 'STALE' || !isWaiting(row)) return null
      if (measured.kind === 'NOTHING') return { row, next: settleSession(row, null), made: null, nowMs }
      const { leg, activityId: _id, athlete } = measured
      const { athleteId, visibility } = row
      const same = known.find((other) => other.uploadId !== null && coversLive(leg.fingerprint, other.fingerprint))
      if (same !== undefined) return { row, next: settleSession(row, same._id), made: null, nowMs }
      const said = { name: null, description: null, visibility, gearId: null, uploadId: null, samplesRevision: FIRST_SAMPLES }
      const made = buildActivity(leg, { _id, athleteId, ...said }, athlete, profiles, nowMs)
      const activity = isHeldBack(row) ? { ...made.activity, isHeldBack: true, heldBackFor: [row._id] } : made.activity
      return { row, next: settleSession(row, _id), made: { ...made, activity }, nowMs }
    },
    save: async (decision, tx) => {
      if (decision === null) return
      const { row, next, made, nowMs } = decision
      await saveLiveSession(services, row, next, tx)
      if (made === null) {
        if (isHeldBack(row) && next.activityId !== null)
          await holdBackActivity(services, next.activityId, { isRemoved: true, subjectId: row._id }, tx)
        return
      }
      const { activity, details } = made
      stores.activities.insertAtCommit([activity], tx)
      stores.details.insertAtCommit([details], tx)
      stores.sampleRevisions.adoptAtCommit([{ activityId: activity._id, revision: FIRST_SAMPLES }], tx)
      tx.emit('activity.measured', activityState(activity, nowMs))
    },
  })
}

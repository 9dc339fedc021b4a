import { awaitProjection } from '@gruppetto/relations'
import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { type ActivityRow, activityState } from '../domain/activity.ts'
import type { AthleteDefaults } from '../domain/measured-activity.ts'
import type { MeasureResult } from '../domain/measured-leg.ts'
import { type PlannedLeg, planActivities } from '../domain/plan-activities.ts'
import { type Failure, INTERNAL, isAt, MAX_UPLOAD_BYTES } from '../domain/upload.ts'
import { saveFailure, saveUpload } from '../pipelines/change-upload.ts'
import { knownRecordings } from '../pipelines/known-recordings.ts'
import { readBytes } from '../pipelines/read-bytes.ts'
import { writeLegs } from '../pipelines/write-samples.ts'
import type { Services } from '../services.ts'

type Measured =
  | { readonly kind: 'STALE' }
  | { readonly kind: 'FAILED'; readonly failure: Failure }
  | {
      readonly kind: 'MEASURED'
      readonly legs: readonly PlannedLeg[]
      readonly warnings: readonly string[]
      readonly athlete: AthleteDefaults
    }

const samplesOf = ({ _id: activityId, samplesRevision: revision }: ActivityRow) =>
  revision === null ? [] : [{ activityId, revision }]

/** Second stage: measures the recordings of a file, writes their samples, and commits the activities that are new. */
export const measureRecordings = (services: Services): AnyWorker => {
  const { runtime, stores, relations } = services

  /** Where another process took the file, or this one has let go of it. */
  const measureBytes = async (key: string, fileName: string): Promise<MeasureResult> => {
    const read = await readBytes(runtime.objects, key, MAX_UPLOAD_BYTES)
    if (!read.ok) throw new Error(`the original ${key} is larger than what was taken`)
    return services.recordings.measure(read.bytes, fileName)
  }

  const measure = async (uploadId: string, attempt: number): Promise<Measured> => {
    const row = await stores.uploads.get(uploadId)
    if (!isAt(row, attempt, ['ANALYSING']) || row.bytesKey === null) return { kind: 'STALE' }
    const athlete = await awaitProjection(row.athleteId, runtime.now(), () => relations.accounts.get(row.athleteId))
    if (athlete === null) throw new Error(`the account ${row.athleteId} has not arrived here yet`)
    const result = services.measuredFiles.take(row.sha256 ?? '') ?? (await measureBytes(row.bytesKey, row.fileName))
    if (!result.ok)
      return { kind: 'FAILED', failure: { code: result.code, message: result.message, duplicateOfActivityId: null } }
    const legs = await writeLegs(stores, row.athleteId, result.legs, runtime.now())
    return { kind: 'MEASURED', legs, warnings: result.warnings, athlete }
  }

  return defineWorker({
    name: 'activities-measure-recordings',
    on: ['recording.parsed'],
    prepare: (event) => measure(event.data.uploadId, event.data.attempt),
    load: async (event, tx, measured) => {
      // First of all: whatever is read below, no other transaction of this athlete adds to it before this one commits.
      await stores.athleteLocks.take(event.data.athleteId, tx)
      const row = await stores.uploads.get(event.data.uploadId, tx)
      const legs = measured.kind === 'MEASURED' ? measured.legs.map((planned) => planned.leg) : []
      const known = await knownRecordings(stores, event.data.athleteId, legs, tx)
      const replaced = measured.kind === 'MEASURED' ? measured.legs.flatMap(({ replaces }) => replaces?.activityId ?? []) : []
      const living = await stores.activities.manyIn(replaced, tx)
      return { row, known, living, profiles: (await stores.trainingProfiles.get(event.data.athleteId, tx))?.profiles ?? [] }
    },
    decide: (event, { row, known, living, profiles }, measured, { nowMs }) => {
      if (measured.kind === 'STALE' || !isAt(row, event.data.attempt, ['ANALYSING'])) return null
      if (measured.kind === 'FAILED') return { row, failure: measured.failure }
      const { legs, warnings, athlete } = measured
      return { row, plan: planActivities({ ...row, warnings }, legs, known, living, athlete, profiles, nowMs), nowMs }
    },
    save: async (decision, tx) => {
      if (decision === null) return
      if (decision.plan === undefined) return saveFailure(services, decision.row, decision.failure, tx)
      if (decision.plan === null) throw new Error('a live session has become an activity meanwhile: its samples lie elsewhere')
      const { upload, activities, replaced, details } = decision.plan
      if (upload.failure !== null)
        return saveFailure(services, { ...decision.row, warnings: upload.warnings }, upload.failure, tx)
      await stores.activities.insert(activities, tx)
      for (const { activity } of replaced) {
        await stores.activities.update(activity, tx)
        await stores.details.remove(activity._id, tx)
      }
      await stores.details.insert(details, tx)
      const owners = [...activities, ...replaced.map(({ activity }) => activity)]
      await stores.sampleRevisions.adopt(owners.flatMap(samplesOf), tx)
      const left = replaced.map(({ before: { activityId, samplesRevision } }) => ({ activityId, revision: samplesRevision }))
      await stores.sampleRevisions.note(left, new Date(decision.nowMs), tx)
      await saveUpload(services, upload, tx)
      for (const activity of activities) tx.emit('activity.measured', activityState(activity, decision.nowMs))
      for (const { activity } of replaced) tx.emit('activity.changed', activityState(activity, decision.nowMs))
    },
    onDeadLetter: async (event, _reason, tx) => {
      const row = await stores.uploads.get(event.data.uploadId, tx)
      if (isAt(row, event.data.attempt, ['ANALYSING'])) await saveFailure(services, row, INTERNAL, tx)
    },
    concurrency: 4,
  })
}

import type { Envelope, EventData } from '@gruppetto/events'
import { awaitProjection } from '@gruppetto/relations'
import { type AnyWorker, crashPoint, defineWorker, RetryEvent } from '@gruppetto/runtime'
import { beginArchive } from '../domain/archives/archive.ts'
import type { AthleteDefaults } from '../domain/build-activity.ts'
import { type PlannedLeg, planActivities } from '../domain/plan-activities.ts'
import {
  duplicateFailure,
  type Failure,
  type FileWarning,
  finishParsing,
  INTERNAL,
  isUnderWay,
  MAX_UPLOAD_BYTES,
  originalKey,
  requeueUpload,
  stagedKey,
  type UploadRow,
  type UploadUnderWay,
  uploadIdOfKey,
} from '../domain/upload.ts'
import { saveArchive, saveFailure, saveQueued, saveUpload } from '../pipelines/change-upload.ts'
import { findDuplicateFile } from '../pipelines/find-duplicate-file.ts'
import { findKnownRecordings } from '../pipelines/find-known-recordings.ts'
import { readPrivacyRules, requireCurrentRules } from '../pipelines/privacy-rules.ts'
import { readBytes } from '../pipelines/read-bytes.ts'
import { savePlan } from '../pipelines/save-plan.ts'
import { noteStage } from '../pipelines/upload-figures.ts'
import { openUploadShare } from '../pipelines/upload-share.ts'
import { type MeasuredLegs, writeLegs } from '../pipelines/write-samples.ts'
import type { Services } from '../services.ts'

type Outcome =
  | { readonly kind: 'STALE' }
  | { readonly kind: 'QUEUED'; readonly row: UploadRow }
  | { readonly kind: 'ARCHIVE'; readonly row: UploadRow }
  | { readonly kind: 'FAILED'; readonly row: UploadRow; readonly failure: Failure }
  | {
      readonly kind: 'MEASURED'
      readonly row: UploadRow
      readonly legs: readonly PlannedLeg[]
      readonly athlete: AthleteDefaults
    }

interface Readable extends MeasuredLegs {
  readonly failure: null
  readonly sha256: string
  readonly bytes: Uint8Array
  readonly warnings: readonly FileWarning[]
}
type Examined = Readable | { readonly failure: Failure } | 'ARCHIVE'

const STALE: Outcome = { kind: 'STALE' }
const fail = (code: Failure['code'], message: string): Examined => ({
  failure: { code, message, duplicateOfActivityId: null },
})

type ArrivalEvent = EventData<'object.stored' | 'upload.received' | 'upload.queued'>
type Arrival = Pick<Envelope<'object.stored' | 'upload.received' | 'upload.queued'>, 'id' | 'data' | 'at'>

/** Returns the id of the upload; null when the stored object is not an upload's. */
const uploadIdOf = (data: ArrivalEvent): string | null => ('key' in data ? uploadIdOfKey(data.key) : data.uploadId)

/** Two consumers share the work, so that a thousand files of one athlete do not delay a single file of another. */
interface Consumer {
  readonly name: string
  readonly on: readonly ('object.stored' | 'upload.received' | 'upload.queued')[]
  /** Whether files beyond an athlete's share are sent on to the queue. */
  readonly isFair: boolean
  readonly concurrency: number
}
const FAIR: Consumer = {
  name: 'activities-measure-upload',
  on: ['object.stored', 'upload.received'],
  isFair: true,
  concurrency: 4,
}
const QUEUE: Consumer = { name: 'activities-measure-queued-upload', on: ['upload.queued'], isFair: false, concurrency: 2 }

/**
 * Processes an upload whose bytes have arrived: it reads them and either says what is wrong with them or stores them for good, measures
 * their recordings, writes the samples, and commits the new activities. The first event that says the bytes are there starts it, and no
 * other one does.
 */
const measureWith = (services: Services, consumer: Consumer): AnyWorker => {
  const { runtime, stores, relations } = services
  const hasShare = openUploadShare(runtime)

  /** Starts the processing by this event and returns the upload; null when another event has started it, or it is not to be processed. */
  const begin = async (uploadId: string, { id: eventId, data, at }: Arrival): Promise<UploadUnderWay | null> => {
    const begun =
      'key' in data
        ? await stores.uploads.beginStored(uploadId, eventId)
        : await stores.uploads.beginReceived(uploadId, data.attempt, eventId)
    if (begun !== null && consumer.isFair) noteStage('waiting', (runtime.now() - at) / 1000)
    crashPoint('activities-measure-upload:begun')
    if (begun !== null) runtime.live.publish('upload', uploadId)
    const row = begun ?? (await stores.uploads.get(uploadId))
    if (isUnderWay(row, eventId)) return row
    // The address was used again after the bytes had been taken, or too late. These bytes belong to no upload.
    if ('key' in data && row !== null && row.bytesKey !== stagedKey(uploadId)) await runtime.objects.delete(stagedKey(uploadId))
    return null
  }

  const examine = async (row: UploadUnderWay): Promise<Examined> => {
    const read = await readBytes(runtime.objects, row.bytesKey, MAX_UPLOAD_BYTES)
    if (!read.ok && read.reason === 'ZIP') return 'ARCHIVE'
    if (!read.ok) return fail('TOO_LARGE', `The file is larger than ${MAX_UPLOAD_BYTES} bytes.`)
    if (row.declaredSha256 !== null && row.declaredSha256 !== read.sha256)
      return fail('CHECKSUM_MISMATCH', 'The file that arrived is not the one that was declared: send it again.')
    const repeated = await findDuplicateFile(services, row.athleteId, read.sha256)
    if (repeated !== null) return { failure: duplicateFailure(repeated) }
    const rules = await readPrivacyRules(services, row.athleteId)
    const { bytes, sha256 } = read
    const result = await services.recordings.measure(bytes, row.fileName, rules)
    if (!result.ok) return fail(result.code, result.message)
    const { legs, warnings } = result
    const measurePart: MeasuredLegs['measurePart'] = (correction) =>
      services.recordings.measure(bytes, row.fileName, rules, { correction })
    return { failure: null, sha256, bytes, legs, warnings, measurePart }
  }

  /** Keeps the bytes for good and says so in the upload. Returns the upload, or null when this event's try is no longer under way. */
  const keep = async (row: UploadRow, { sha256, bytes, warnings }: Readable, eventId: string): Promise<UploadRow | null> => {
    // Written, not copied from the staged object: a second PUT may have changed that since it was hashed.
    await runtime.objects.write(originalKey(sha256), bytes)
    const kept = finishParsing(row, sha256, warnings, runtime.now())
    const isWritten = await stores.uploads.replace(kept)
    crashPoint('activities-measure-upload:kept')
    runtime.live.publish('upload', row._id)
    if (isWritten) return kept
    // The same event may be delivered twice at once. Then the other delivery has kept the bytes.
    const current = await stores.uploads.get(row._id)
    return isUnderWay(current, eventId) ? current : null
  }

  const measure = async (uploadId: string, arrival: Arrival): Promise<Outcome> => {
    const row = await begin(uploadId, arrival)
    if (row === null) return STALE
    if (consumer.isFair && row.status === 'PARSING' && !(await hasShare(row.athleteId))) return { kind: 'QUEUED', row }
    const startedMs = performance.now()
    const examined = await examine(row)
    const readMs = performance.now()
    noteStage('reading', (readMs - startedMs) / 1000)
    if (examined === 'ARCHIVE') return { kind: 'ARCHIVE', row }
    if (examined.failure !== null) return { kind: 'FAILED', row, failure: examined.failure }
    const kept = row.status === 'PARSING' ? await keep(row, examined, arrival.id) : row
    if (kept === null) return STALE
    const { athleteId } = row
    const athlete = await awaitProjection(athleteId, runtime.now(), () => relations.accounts.get(athleteId))
    if (athlete === null) throw new RetryEvent(`the account ${athleteId} has not arrived here yet`)
    const legs = await writeLegs(services, athleteId, examined)
    noteStage('storing', (performance.now() - readMs) / 1000)
    return { kind: 'MEASURED', row: kept, legs, athlete }
  }

  return defineWorker({
    name: consumer.name,
    on: consumer.on,
    prepare: async (event) => {
      const uploadId = uploadIdOf(event.data)
      return uploadId === null ? STALE : measure(uploadId, event)
    },
    load: async (_event, tx, outcome) => {
      if (outcome.kind !== 'MEASURED') return null
      const { athleteId } = outcome.row
      // The lock comes first: no other transaction of this athlete adds to what is read below before this one commits.
      await stores.athleteLocks.take(athleteId, tx)
      // The upload itself is not read again: it is written only while it has the revision that was measured.
      const legs = outcome.legs.map((planned) => planned.leg)
      const known = await findKnownRecordings(services, athleteId, [legs], tx)
      const replaced = outcome.legs.flatMap(({ replaces }) => replaces?.activityId ?? [])
      const living = await stores.activities.many(replaced, tx)
      const profiles = (await stores.trainingProfiles.get(athleteId, tx))?.profiles ?? []
      await requireCurrentRules(services, athleteId, legs, tx)
      return { known, living, profiles }
    },
    decide: (_event, facts, outcome, { nowMs }) => {
      if (outcome.kind === 'STALE') return null
      const { row } = outcome
      if (outcome.kind === 'QUEUED') return { row, queued: requeueUpload(row) }
      if (outcome.kind === 'ARCHIVE') return { row, archive: beginArchive(row) }
      if (outcome.kind === 'FAILED') return { row, failure: outcome.failure }
      if (facts === null) return null
      const { known, living, profiles } = facts
      return {
        row,
        plan: planActivities(row, outcome.legs, { known, liveMade: living, athlete: outcome.athlete, profiles }, nowMs),
        nowMs,
      }
    },
    save: async (decision, tx) => {
      if (decision === null) return
      const { row } = decision
      if (decision.queued !== undefined) return saveQueued(services, decision.queued, tx)
      if (decision.archive !== undefined) return saveArchive(services, decision.archive, 0, tx)
      if (decision.plan === undefined) return saveFailure(services, row, decision.failure, tx)
      if (decision.plan === null)
        throw new RetryEvent('a live session has become an activity meanwhile: its samples lie elsewhere')
      const { upload } = decision.plan
      // When this is lost in a crash, the job sweep-uploads deletes the bytes.
      tx.afterCommit(() => runtime.objects.delete(stagedKey(row._id)))
      if (upload.failure !== null) return saveFailure(services, { ...row, warnings: upload.warnings }, upload.failure, tx)
      await savePlan(services, decision.plan, decision.nowMs, tx)
      await saveUpload(services, upload, tx)
    },
    onDeadLetter: async ({ id, data }, _reason, tx) => {
      const uploadId = uploadIdOf(data)
      const row = uploadId && (await stores.uploads.get(uploadId, tx))
      if (!row) return
      const isWaiting = row.status === 'RECEIVED' && 'attempt' in data && data.attempt === row.attempt
      if (isWaiting || isUnderWay(row, id)) await saveFailure(services, row, INTERNAL, tx)
    },
    concurrency: consumer.concurrency,
  })
}

export const measureUpload = (services: Services): AnyWorker => measureWith(services, FAIR)

/** Measures the files beyond their athletes' shares, in the order of their arrival. */
export const measureQueuedUpload = (services: Services): AnyWorker => measureWith(services, QUEUE)

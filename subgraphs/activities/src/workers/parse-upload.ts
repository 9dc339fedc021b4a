import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { duplicateOf, type Failure, INTERNAL, isAt, MAX_UPLOAD_BYTES, originalKey, parsed, stagedKey } from '../domain/upload.ts'
import { saveFailure, saveUpload } from '../pipelines/change-upload.ts'
import { findRepeatedBytes } from '../pipelines/find-repeated-bytes.ts'
import { readBytes } from '../pipelines/read-bytes.ts'
import type { Services } from '../services.ts'

type Verdict =
  | { readonly kind: 'STALE' }
  | { readonly kind: 'FAILED'; readonly failure: Failure }
  | { readonly kind: 'READABLE'; readonly sha256: string; readonly recordings: number; readonly warnings: readonly string[] }

const STALE: Verdict = { kind: 'STALE' }
const because = (code: Failure['code'], message: string): Verdict => ({
  kind: 'FAILED',
  failure: { code, message, duplicateOfActivityId: null },
})

/** First stage: reads the bytes that arrived, says what is wrong with them or keeps them for good, and passes them on to be measured. */
export const parseUpload = (services: Services): AnyWorker => {
  const { runtime, stores } = services

  const examine = async (uploadId: string, attempt: number): Promise<Verdict> => {
    const begun = await stores.uploads.beginParsing(uploadId, attempt)
    if (begun !== null) runtime.live.publish('upload', uploadId)
    const row = begun ?? (await stores.uploads.get(uploadId))
    if (!isAt(row, attempt, ['PARSING']) || row.bytesKey === null) return STALE
    const read = await readBytes(runtime.objects, row.bytesKey, MAX_UPLOAD_BYTES)
    if (!read.ok) return because('TOO_LARGE', `The file is larger than ${MAX_UPLOAD_BYTES} bytes.`)
    if (row.declaredSha256 !== null && row.declaredSha256 !== read.sha256)
      return because('CHECKSUM_MISMATCH', 'The file that arrived is not the one that was declared: send it again.')
    const repeated = await findRepeatedBytes(stores, row.athleteId, read.sha256)
    if (repeated !== null) return { kind: 'FAILED', failure: duplicateOf(repeated) }
    const result = await services.recordings.measure(read.bytes, row.fileName)
    if (!result.ok) return because(result.code, result.message)
    // Written, not copied from the staged object: a second PUT may have changed that since it was hashed.
    await runtime.objects.write(originalKey(read.sha256), read.bytes)
    services.measuredFiles.keep(read.sha256, result)
    return { kind: 'READABLE', sha256: read.sha256, recordings: result.legs.length, warnings: result.warnings }
  }

  return defineWorker({
    name: 'activities-parse-upload',
    on: ['upload.received'],
    prepare: (event) => examine(event.data.uploadId, event.data.attempt),
    load: (event, tx) => stores.uploads.get(event.data.uploadId, tx),
    decide: (event, row, verdict) =>
      verdict.kind !== 'STALE' && isAt(row, event.data.attempt, ['PARSING']) ? { row, verdict } : null,
    save: async (decision, tx) => {
      if (decision === null) return
      const { row, verdict } = decision
      if (verdict.kind === 'FAILED') return saveFailure(services, row, verdict.failure, tx)
      await saveUpload(services, parsed(row, verdict.sha256, verdict.warnings, runtime.now()), tx)
      tx.emit('recording.parsed', {
        uploadId: row._id,
        athleteId: row.athleteId,
        attempt: row.attempt,
        recordings: verdict.recordings,
      })
      // Where this is lost the sweep does it.
      tx.afterCommit(() => runtime.objects.delete(stagedKey(row._id)))
    },
    onDeadLetter: async (event, _reason, tx) => {
      const row = await stores.uploads.get(event.data.uploadId, tx)
      if (isAt(row, event.data.attempt, ['RECEIVED', 'PARSING'])) await saveFailure(services, row, INTERNAL, tx)
    },
    concurrency: 4,
  })
}

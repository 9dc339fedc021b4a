import { counter, eventMsOf, histogram } from '@gruppetto/runtime'
import type { UploadRow } from '../domain/upload.ts'

const stages = histogram({
  name: 'gruppetto_upload_stage_seconds',
  meaning: 'How long the stages of an upload take. Recordings that come in an archive are left out.',
  labels: {
    stage:
      '`waiting` (from the arrival of the bytes to the begin), `reading` (to the end of the measuring, the wait for a thread included), `storing` (to the last sample) or `whole` (from the arrival to the end, as the athlete sees it; for one that had to wait behind those of athletes who send fewer, from when it was put there)',
  },
})

const ended = counter({
  name: 'gruppetto_uploads_total',
  meaning: 'Uploads that ended. Recordings that come in an archive count with it.',
  labels: { outcome: '`DONE`, or the code of the failure' },
})

export type UploadStage = 'waiting' | 'reading' | 'storing'

export const noteStage = (stage: UploadStage, seconds: number): void => stages.observe({ stage }, seconds)

/** Notes that an upload has ended. */
export const noteEnd = ({ status, failure, archiveId, archive, begunBy }: UploadRow, nowMs: number): void => {
  if (archiveId !== undefined) return
  ended.add({ outcome: failure?.code ?? status })
  // An upload that fails before its bytes have come has no time.
  if (begunBy !== null && archive === undefined) stages.observe({ stage: 'whole' }, (nowMs - eventMsOf(begunBy)) / 1000)
}

import { type AthleteCaller, conflict, notFound } from '@gruppetto/graph'
import type { Origin } from '@gruppetto/runtime'
import { restartUpload, type UploadRow } from '../domain/upload.ts'
import type { Services } from '../services.ts'
import { lookForBytes, saveUpload } from './change-upload.ts'

const ownUpload = async ({ stores }: Services, caller: AthleteCaller, id: string): Promise<UploadRow> => {
  const row = await stores.uploads.get(id)
  if (row?.athleteId !== caller.athleteId) throw notFound('This upload')
  return row
}

/** Looks at once whether the bytes are there, where the upload still waits for them. Repeatable. */
export const completeUpload = async (
  services: Services,
  caller: AthleteCaller,
  id: string,
  origin: Origin,
): Promise<UploadRow> => {
  const row = await ownUpload(services, caller, id)
  if (row.status !== 'AWAITING_FILE') return row
  await lookForBytes(services, id, { ...origin, actor: null })
  return ownUpload(services, caller, id)
}

/** Starts a failed upload again from the bytes that are held; CONFLICT where it has not failed or nothing is held. */
export const retryUpload = async (services: Services, caller: AthleteCaller, id: string, origin: Origin): Promise<UploadRow> => {
  const { bytesKey } = await ownUpload(services, caller, id)
  const isHeld = bytesKey !== null && (await services.runtime.objects.head(bytesKey)) !== null
  return services.database.transact(async (tx) => {
    const row = await services.stores.uploads.get(id, tx)
    if (row?.status !== 'FAILED') throw conflict('Only an upload that has failed can be tried again.')
    const next = isHeld ? restartUpload(row) : null
    if (next === null) throw conflict('The file is not held any more: upload it again.')
    await saveUpload(services, next, tx)
    tx.emit('upload.received', { uploadId: next._id, athleteId: next.athleteId, attempt: next.attempt })
    return next
  }, origin)
}

import { conflict, notFound, requireAthlete } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { restartUpload, type UploadRow } from '../domain/upload.ts'
import { findBytes, saveUpload } from './change-upload.ts'

const ownUpload = async ({ caller, stores }: Context, id: string): Promise<UploadRow> => {
  const { athleteId } = requireAthlete(caller)
  const row = await stores.uploads.get(id)
  if (row?.athleteId !== athleteId) throw notFound('This upload')
  return row
}

/** Checks at once whether the bytes of an upload have arrived, when it still waits for them. Repeatable. */
export const completeUpload = async (context: Context, id: string): Promise<UploadRow> => {
  const row = await ownUpload(context, id)
  if (row.status !== 'AWAITING_FILE') return row
  await findBytes(context, id, { ...context.origin, actor: null })
  return ownUpload(context, id)
}

/** Starts a failed upload again from the stored bytes. Throws CONFLICT when it has not failed, or when no bytes are stored. */
export const retryUpload = async (context: Context, id: string): Promise<UploadRow> => {
  const { database, runtime, stores, origin } = context
  const { bytesKey } = await ownUpload(context, id)
  const isStored = bytesKey !== null && (await runtime.objects.head(bytesKey)) !== null
  return database.transact(async (tx) => {
    const row = await stores.uploads.get(id, tx)
    if (row?.status !== 'FAILED') throw conflict('Only an upload that has failed can be tried again.', 'UPLOAD_NOT_FAILED')
    const next = isStored ? restartUpload(row) : null
    if (next === null) throw conflict('The file is not held any more: upload it again.', 'FILE_NOT_HELD')
    await saveUpload(context, next, tx)
    tx.emit('upload.received', { uploadId: next._id, athleteId: next.athleteId, attempt: next.attempt })
    return next
  }, origin)
}

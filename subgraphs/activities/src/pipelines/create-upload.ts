import { conflict, newId, rateLimited, requireAthlete, validInput } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { createUploadInput } from '../domain/inputs.ts'
import { duplicateFailure, MAX_AWAITED_BYTES, MAX_STORED_BYTES, newUpload, type UploadRow } from '../domain/upload.ts'
import type { CreateUploadInput } from '../generated/resolvers.ts'
import { requireUsableGear } from './change-gear.ts'
import { findDuplicateFile } from './find-duplicate-file.ts'

/** Throws RATE_LIMITED while too many bytes are awaited, and CONFLICT when the athlete's files take all the room of an account. */
const requireRoom = async ({ runtime, stores }: Context, athleteId: string, sizeBytes: number): Promise<void> => {
  const { awaited, stored } = await stores.uploads.bytesOf(athleteId)
  if (awaited + stored + sizeBytes > MAX_STORED_BYTES)
    throw conflict(`Your recordings take ${Math.round(stored / 1024 ** 3)} GiB, all that an account may keep.`, 'NO_ROOM')
  if (awaited > 0 && awaited + sizeBytes > MAX_AWAITED_BYTES)
    throw rateLimited(runtime.config.uploadUrlSeconds, 'uploads that wait for their file')
}

/**
 * Creates an upload. When the client declares the hash of a file that is already an activity, the upload fails before any bytes are
 * sent. The answer says so, and no event is emitted.
 */
export const createUpload = async (context: Context, given: CreateUploadInput): Promise<UploadRow> => {
  const { caller, runtime, stores } = context
  const { athleteId } = requireAthlete(caller)
  const input = validInput(createUploadInput, given)
  await requireRoom(context, athleteId, input.sizeBytes)
  if (input.gearId) await requireUsableGear(context, input.gearId, null)
  const row = newUpload(
    newId('Upload'),
    athleteId,
    {
      fileName: input.fileName,
      sizeBytes: input.sizeBytes,
      declaredSha256: input.sha256 ?? null,
      name: input.name ?? null,
      description: input.description ?? null,
      visibility: input.visibility ?? null,
      gearId: input.gearId ?? null,
    },
    runtime.now(),
    runtime.config.uploadUrlSeconds,
  )
  const repeated = input.sha256 ? await findDuplicateFile(context, athleteId, input.sha256) : null
  const opened: UploadRow =
    repeated === null ? row : { ...row, status: 'FAILED', failure: duplicateFailure(repeated), lookAt: null }
  await stores.uploads.insert(opened)
  return opened
}

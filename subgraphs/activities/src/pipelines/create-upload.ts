import { type AthleteCaller, newId, validInput } from '@gruppetto/graph'
import { createUploadInput } from '../domain/inputs.ts'
import { duplicateOf, newUpload, type UploadRow } from '../domain/upload.ts'
import type { CreateUploadInput } from '../generated/resolvers.ts'
import type { Services } from '../services.ts'
import { requireUsableGear } from './change-gear.ts'
import { findRepeatedBytes } from './find-repeated-bytes.ts'

/**
 * Opens an upload. Where the client says what the bytes hash to and they are an activity already, it has failed before anything is sent:
 * the answer itself says so, and no event does.
 */
export const createUpload = async (
  { runtime, stores }: Services,
  caller: AthleteCaller,
  given: CreateUploadInput,
): Promise<UploadRow> => {
  const input = validInput(createUploadInput, given)
  if (input.gearId) await requireUsableGear(stores, caller, input.gearId, null)
  const row = newUpload(
    newId('Upload'),
    caller.athleteId,
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
  const repeated = input.sha256 ? await findRepeatedBytes(stores, caller.athleteId, input.sha256) : null
  const opened: UploadRow = repeated === null ? row : { ...row, status: 'FAILED', failure: duplicateOf(repeated), lookAt: null }
  await stores.uploads.insert(opened)
  return opened
}

import { type AthleteCaller, conflict, newId, rateLimited, validInput } from '@gruppetto/graph'
import { createUploadInput } from '../domain/inputs.ts'
import { duplicateFailure, MAX_AWAITED_BYTES, MAX_STORED_BYTES, newUpload, type UploadRow } from '../domain/upload.ts'
import type { CreateUploadInput } from '../generated/resolvers.ts'
import type { Services } from '../services.ts'
import { requireUsableGear } from './change-gear.ts'
import { findRepeatedBytes } from './find-repeated-bytes.ts'

/** Throws where the athlete's files take too much room: RATE_LIMITED until addresses are used or end, CONFLICT once the store is full. */
const requireRoom = async ({ runtime, stores }: Services, athleteId: string, sizeBytes: number): Promise<void> => {
  const { awaited, stored } = await stores.uploads.bytesOf(athleteId)
  if (awaited + stored + sizeBytes > MAX_STORED_BYTES)
    throw conflict(`Your recordings take ${Math.round(stored / 1024 ** 3)} GiB, all that an account may keep.`)
  if (awaited > 0 && awaited + sizeBytes > MAX_AWAITED_BYTES)
    throw rateLimited(runtime.config.uploadUrlSeconds, 'uploads that wait for their file')
}

/**
 * Opens an upload. Where the client says what the bytes hash to and they are an activity already, it has failed before anything is sent:
 * the answer itself says so, and no event does.
 */
export const createUpload = async (services: Services, caller: AthleteCaller, given: CreateUploadInput): Promise<UploadRow> => {
  const { runtime, stores } = services
  const input = validInput(createUploadInput, given)
  await requireRoom(services, caller.athleteId, input.sizeBytes)
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
  const opened: UploadRow =
    repeated === null ? row : { ...row, status: 'FAILED', failure: duplicateFailure(repeated), lookAt: null }
  await stores.uploads.insert(opened)
  return opened
}

import { newId, requireAthlete, validInput } from '@gruppetto/graph'
import type { SignedUrl } from '@gruppetto/runtime'
import type { Context } from '../../context.ts'
import { newPhoto, photoState, photoUploadInput, sentPhotoKey } from '../../domain/photo.ts'

export interface PhotoUploadView extends SignedUrl {
  readonly photoId: string
}

/** Creates a photo and returns the address to which its bytes are sent. */
export const createPhotoUpload = async (context: Context, given: unknown): Promise<PhotoUploadView> => {
  const { caller, runtime, stores, database, origin } = context
  const { athleteId } = requireAthlete(caller)
  const { sizeBytes, caption = null } = validInput(photoUploadInput, given)
  const seconds = runtime.config.uploadUrlSeconds
  const row = newPhoto(newId('Photo'), { athleteId, sizeBytes, caption }, runtime.now(), seconds)
  await database.transact(async (tx) => {
    await stores.photos.insert(row, tx)
    tx.emit('photo.changed', photoState(row, runtime.now()))
  }, origin)
  const signed = await runtime.objects.signPut(sentPhotoKey(row), { sizeBytes, expiresInSeconds: seconds })
  return { photoId: row._id, ...signed }
}

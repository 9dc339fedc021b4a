import { notFound } from '@gruppetto/graph'
import { PICTURE_TYPE, photoKey } from '@gruppetto/relations'
import type { Services } from '../services.ts'

const FOLDER = 'evidence'
const HOUR_SECONDS = 3_600

/** The key of the copy of a reported picture in the object store. */
export const pictureKey = (ownerId: string, photoId: string): string => `${FOLDER}/${ownerId}/${photoId}.webp`

/** Copies a picture, since its author may delete it before anybody has decided. Throws NOT_FOUND when it is gone. */
export const keepPicture = async ({ runtime: { objects } }: Services, ownerId: string, photoId: string): Promise<void> => {
  const [from, to] = [photoKey({ _id: photoId, athleteId: ownerId }, 'LARGE'), pictureKey(ownerId, photoId)]
  if ((await objects.head(to)) !== null) return
  if ((await objects.head(from)) === null) throw notFound('This photo')
  await objects.copy(from, to)
}

/** Returns an address of the copy, valid for an hour; null when there is none any more. */
export const signPicture = async (
  { runtime: { objects } }: Services,
  ownerId: string,
  photoId: string,
): Promise<string | null> => {
  const key = pictureKey(ownerId, photoId)
  if ((await objects.head(key)) === null) return null
  return (await objects.signGet(key, { expiresInSeconds: HOUR_SECONDS, contentType: PICTURE_TYPE })).url
}

export const forgetPicturesOf = async ({ runtime: { objects } }: Services, ownerId: string): Promise<void> => {
  for (const key of await objects.list(`${FOLDER}/${ownerId}`)) await objects.delete(key)
}

import { buffer } from 'node:stream/consumers'
import { type PhotoSize, photoKey } from '@gruppetto/relations'
import { crashPoint, SYSTEM, type Tx } from '@gruppetto/runtime'
import {
  failPhoto,
  finishPhoto,
  MAX_PHOTO_BYTES,
  PHOTO_INTERNAL,
  PHOTO_TOO_LARGE,
  type PhotoRow,
  sentPhotoKey,
} from '../../domain/photo.ts'
import type { Services } from '../../services.ts'
import type { Pictures } from '../../threads/picture-maker.ts'
import { showAvatar } from './avatar.ts'
import { savePhoto } from './change-photo.ts'

/** Whose bytes were sent. */
export type SentPhoto = Pick<PhotoRow, '_id' | 'athleteId'>

const readPictures = async ({ runtime, pictures }: Services, sent: SentPhoto, sizeBytes: number): Promise<Pictures> => {
  if (sizeBytes > MAX_PHOTO_BYTES) return { ok: false, ...PHOTO_TOO_LARGE }
  return pictures.make(await buffer(await runtime.objects.read(sentPhotoKey(sent))))
}

const writePictures = async ({ runtime }: Services, row: PhotoRow, pictures: Pictures): Promise<void> => {
  if (!pictures.ok) return
  const files = Object.entries(pictures.files) as [PhotoSize, Uint8Array][]
  await Promise.all(files.map(([size, bytes]) => runtime.objects.write(photoKey(row, size), bytes)))
}

/** Saves what became of the bytes. Does nothing when the photo is no longer awaiting them. */
const savePrepared = async (services: Services, sent: SentPhoto, pictures: Pictures, tx: Tx): Promise<void> => {
  const { stores, runtime } = services
  const row = await stores.photos.get(sent._id, tx)
  if (row?.status !== 'AWAITING_FILE') return
  const next = pictures.ok ? finishPhoto(row, pictures, runtime.now()) : failPhoto(row, pictures, runtime.now())
  await savePhoto(services, next, tx)
  if (next.status === 'READY' && next.carrierIds.includes(next.athleteId)) await showAvatar(services, next, tx)
}

/**
 * Makes the sizes of a photo whose bytes have arrived, and deletes what was sent. It may run again at any step: the sizes are
 * written to the same places, and only an awaited photo changes. Bytes that were sent again, or for a photo that is gone, are deleted.
 */
export const preparePhoto = async (services: Services, sent: SentPhoto): Promise<void> => {
  const { runtime, stores, database } = services
  const row = await stores.photos.get(sent._id)
  if (row?.status === 'AWAITING_FILE') {
    const bytes = await runtime.objects.head(sentPhotoKey(sent))
    if (bytes === null) return
    const pictures = await readPictures(services, sent, bytes.sizeBytes)
    await writePictures(services, row, pictures)
    crashPoint('athletes-prepare-photos:written')
    await database.transact((tx) => savePrepared(services, sent, pictures, tx), SYSTEM)
    crashPoint('athletes-prepare-photos:saved')
  }
  await runtime.objects.delete(sentPhotoKey(sent))
}

/** Gives a photo up that no try could read. */
export const givePhotoUp = (services: Services, sent: SentPhoto, tx: Tx): Promise<void> =>
  savePrepared(services, sent, { ok: false, ...PHOTO_INTERNAL }, tx)

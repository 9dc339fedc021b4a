import type { Tx } from '@gruppetto/runtime'
import { carryPhoto, type PhotoRow, photoState } from '../../domain/photo.ts'
import type { Storage } from '../../services.ts'
import type { PhotoCarrierRow } from '../../stores/photo-carriers.ts'

/** Saves the next state of a photo that this transaction has read, and tells it the subgraphs whose things carry photos. */
export const savePhoto = async ({ stores, runtime }: Storage, next: PhotoRow, tx: Tx): Promise<void> => {
  await stores.photos.replace(next, tx)
  tx.emit('photo.changed', photoState(next, runtime.now()))
}

/**
 * Notes which photos a thing carries from now on. A photo that no other thing carries is deleted with it. Photos of other athletes,
 * and photos that are deleted, are left alone.
 */
export const carryPhotos = async (
  services: Storage,
  carrier: PhotoCarrierRow,
  beforeIds: readonly string[],
  tx: Tx,
): Promise<void> => {
  const { stores, runtime } = services
  const { _id: carrierId, photoIds, athleteId } = carrier
  const photos = await stores.photos.many([...new Set([...beforeIds, ...photoIds])], tx)
  for (const photo of photos.values()) {
    const isCarried = photoIds.includes(photo._id)
    if (photo.athleteId !== athleteId || photo.status === 'DELETED') continue
    if (isCarried !== photo.carrierIds.includes(carrierId))
      await savePhoto(services, carryPhoto(photo, carrierId, isCarried, runtime.now()), tx)
  }
}

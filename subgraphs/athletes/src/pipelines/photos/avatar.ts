import { badUserInput, broken } from '@gruppetto/graph'
import { photoProblem } from '@gruppetto/relations'
import type { Tx } from '@gruppetto/runtime'
import type { Account } from '../../domain/account.ts'
import { avatarAddress } from '../../domain/avatar.ts'
import type { Avatar } from '../../domain/patches.ts'
import type { PhotoRow } from '../../domain/photo.ts'
import type { Storage } from '../../services.ts'
import { changeAccount } from '../change-account.ts'
import { carryPhotos } from './change-photo.ts'

/** Returns the avatar that an athlete names: null for none. Until its photo is ready it has no address. Throws BAD_USER_INPUT. */
export const readAvatar = async (
  { stores, runtime }: Storage,
  athleteId: string,
  photoId: string | null,
  tx: Tx,
): Promise<Avatar> => {
  if (photoId === null) return { avatarPhotoId: null, avatarUrl: null }
  const photo = await stores.photos.get(photoId, tx)
  const candidate = photo && { ...photo, failure: photo.failure?.message ?? null }
  const isCarried = photo?.carrierIds.includes(athleteId) ?? false
  const problem = isCarried ? null : photoProblem(candidate, athleteId, runtime.now())
  if (problem !== null) throw badUserInput([{ path: 'input.avatarPhotoId', ...broken('UNUSABLE', problem) }])
  const isReady = photo?.status === 'READY' && !photo.removed
  return { avatarPhotoId: photoId, avatarUrl: isReady ? avatarAddress(runtime.config.publicUrl, photoId) : null }
}

/** Keeps the photo of a new avatar, and deletes the one before. */
export const keepAvatar = async (services: Storage, before: Account, after: Account, tx: Tx): Promise<void> => {
  const [old, now] = [before.avatarPhotoId ?? null, after.avatarPhotoId ?? null]
  if (old === now) return
  const carrier = { _id: after._id, athleteId: after._id, revision: after.revision, photoIds: now === null ? [] : [now] }
  await carryPhotos(services, carrier, old === null ? [] : [old], tx)
}

/** Shows a photo that may be shown from now on as its athlete's avatar, if it is that, or shows it no more. */
export const showAvatar = async (services: Storage, photo: PhotoRow, tx: Tx): Promise<void> => {
  const avatarUrl = photo.removed ? null : avatarAddress(services.runtime.config.publicUrl, photo._id)
  await changeAccount(
    services,
    photo.athleteId,
    (account) => (account.avatarPhotoId === photo._id ? { ...account, avatarUrl } : account),
    tx,
  )
}

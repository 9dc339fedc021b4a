import { requireOwnPhotos } from '@gruppetto/relations'
import type { Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import type { ClubRow } from '../domain/club.ts'
import type { ClubInput } from '../domain/club-input.ts'

type Picture = ClubRow['avatarPhoto']

/** Returns the picture after an input. Only the caller's own photos are taken; that of another admin may stay. */
export const readPicture = async (
  { runtime, stores }: Context,
  input: ClubInput,
  athleteId: string,
  known: Picture,
): Promise<Picture> => {
  const { avatarPhotoId } = input
  if (avatarPhotoId === undefined) return known ?? null
  if (avatarPhotoId === null) return null
  if (avatarPhotoId === known?.id) return known
  const naming = { carriedIds: [], most: 1, nowMs: runtime.now(), path: 'input.avatarPhotoId' }
  const [id] = await requireOwnPhotos(stores.photos, { ...naming, athleteId, photoIds: [avatarPhotoId] })
  return id === undefined ? null : { id, athleteId }
}

/** Tells athletes which photo a club carries. Each athlete's photo has a carrier of its own, since a carrier is of one athlete. */
export const emitPicture = (club: ClubRow, before: Picture, nowMs: number, tx: Tx): void => {
  const after = club.avatarPhoto
  if (before?.id === after?.id) return
  const carried = (athleteId: string, photoIds: string[]) =>
    tx.emit('photos.carried', {
      carrierId: `${club._id}:${athleteId.slice(-26)}`,
      athleteId,
      revision: club.revision ?? 0,
      photoIds,
      at: nowMs,
    })
  // Of an athlete who was erased, the photo is gone with the athlete.
  if (before?.athleteId && before.athleteId !== after?.athleteId) carried(before.athleteId, [])
  if (after) carried(after.athleteId, [after.id])
}

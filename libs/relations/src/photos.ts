import { badUserInput, broken, byIdLoader, isIdOf } from '@gruppetto/graph'
import type { Runtime } from '@gruppetto/runtime'
import { awaitProjection } from './await-projection.ts'
import type { PhotoRow, Photos } from './stores/photos.ts'

export type PhotoSize = 'THUMBNAIL' | 'LARGE' | 'FULL'

/** A photo whose sizes are stored. */
export interface ShownPhoto {
  readonly _id: string
  readonly athleteId: string
  readonly width: number
  readonly height: number
  readonly caption: string | null
}

/** A photo where it is shown. */
export interface CarriedPhoto extends ShownPhoto {
  /** The thing that carries it, and whose rule decides who sees it. */
  readonly carrierId: string
}

const HOUR_MS = 3_600_000
/** How long after its creation a photo may be named. It is deleted a day after its creation, so late events still save it. */
export const NAMEABLE_MS = 12 * HOUR_MS

export const PICTURE_TYPE = 'image/webp'

/** The key of one size of a photo in the object store. */
export const photoKey = ({ _id, athleteId }: Pick<ShownPhoto, '_id' | 'athleteId'>, size: PhotoSize): string =>
  `photos/${athleteId}/${_id}/${size.toLowerCase()}.webp`

/** Returns an address of an athlete's own photo in the object store, valid for an hour, for its athlete alone. What carries a photo gives others a `photoUrl`. */
export const signOwnPhoto = async (
  { objects }: Pick<Runtime, 'objects'>,
  photo: ShownPhoto,
  size: PhotoSize | null | undefined,
): Promise<string> =>
  (await objects.signGet(photoKey(photo, size ?? 'LARGE'), { expiresInSeconds: HOUR_MS / 1000, contentType: PICTURE_TYPE })).url

/** Returns the photo when its sizes are stored and the staff has not removed it, otherwise null. */
export const shownPhoto = (row: Omit<PhotoRow, 'failure'> | null | undefined): ShownPhoto | null => {
  if (row?.status !== 'READY' || row.removed || row.width === null || row.height === null) return null
  const { _id, athleteId, width, height, caption } = row
  return { _id, athleteId, width, height, caption }
}

/** Makes the lookup of photos for one request: of some ids of a carrier it returns those that are ready, in their order. */
export const photoLoader = (
  photos: Pick<Photos, 'many'>,
): ((carrierId: string, ids: readonly string[]) => Promise<readonly CarriedPhoto[]>) => {
  const photo = byIdLoader((ids) => photos.many(ids))
  return async (carrierId, ids) => {
    const rows = await Promise.all(ids.map((id) => photo.load(id)))
    return rows.flatMap((row) => {
      const shown = shownPhoto(row)
      return shown === null ? [] : [{ ...shown, carrierId }]
    })
  }
}

interface Naming {
  readonly athleteId: string
  readonly photoIds: readonly string[]
  /** Those that the carrier has already. They may stay however old they are. */
  readonly carriedIds: readonly string[]
  readonly most: number
  readonly nowMs: number
  /** The path of the argument, for errors. */
  readonly path: string
}

type Candidate = Pick<PhotoRow, 'athleteId' | 'status' | 'failure' | 'createdAt' | 'removed'>

/** Returns why an athlete may not name a photo now, or null. Photos of others and photos that do not exist get the same answer. */
export const photoProblem = (photo: Candidate | null | undefined, athleteId: string, nowMs: number): string | null => {
  if (!photo || photo.athleteId !== athleteId || photo.status === 'DELETED' || photo.removed)
    return 'there is no such photo of yours'
  if (photo.status === 'FAILED') return photo.failure ?? 'the photo could not be read'
  return nowMs > photo.createdAt.getTime() + NAMEABLE_MS ? 'the photo was not used within twelve hours; send it again' : null
}

/**
 * Checks the photos that an athlete names for a thing, and returns them, each once. A photo whose bytes have not arrived yet may be
 * named; it is shown as soon as it is ready. Throws BAD_USER_INPUT.
 */
export const requireOwnPhotos = async (
  photos: Pick<Photos, 'get'>,
  { athleteId, photoIds, carriedIds, most, nowMs, path }: Naming,
): Promise<readonly string[]> => {
  const ids = [...new Set(photoIds)]
  if (ids.length > most) throw badUserInput([{ path, ...broken('TOO_MANY', `must have at most ${most} photos`, { max: most }) }])
  const found = await Promise.all(
    ids.map(async (id, index) => {
      if (carriedIds.includes(id)) return []
      const photo = isIdOf('Photo', id) ? await awaitProjection(id, nowMs, () => photos.get(id)) : null
      const message = photoProblem(photo, athleteId, nowMs)
      return message === null ? [] : [{ path: `${path}.${index}`, ...broken('UNUSABLE', message) }]
    }),
  )
  const problems = found.flat()
  if (problems.length > 0) throw badUserInput(problems)
  return ids
}

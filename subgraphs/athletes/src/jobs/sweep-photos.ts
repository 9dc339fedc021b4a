import { closesAtMs, dueJob, type PeriodicJob } from '@gruppetto/graph'
import { SYSTEM } from '@gruppetto/runtime'
import {
  failPhoto,
  markPhotoDeleted,
  mayDelete,
  nextLookAt,
  PHOTO_EXPIRED,
  type PhotoRow,
  sentPhotoKey,
} from '../domain/photo.ts'
import { savePhoto } from '../pipelines/photos/change-photo.ts'
import { deletePhotoObjects } from '../pipelines/photos/delete-objects.ts'
import type { Services } from '../services.ts'

/** The bytes are there, so a worker reads them next. By then it has. */
const PREPARING_MS = 5 * 60_000

/**
 * Handles photos that no event has moved: bytes that arrived without an event, addresses that ended unused, bytes that were sent
 * again, photos that nothing named for a day, and the objects of deleted ones. Several processes may run it at once: each step checks
 * its own condition.
 */
export const sweepPhotos = (services: Services): PeriodicJob => {
  const { runtime, stores, database } = services

  /** Saves a change of a photo, unless it has changed since it was found. */
  const change = (found: PhotoRow, next: (row: PhotoRow, nowMs: number) => PhotoRow): Promise<void> =>
    database.transact(async (tx) => {
      const row = await stores.photos.get(found._id, tx)
      if (row?.revision === found.revision) await savePhoto(services, next(row, runtime.now()), tx)
    }, SYSTEM)

  const lookForBytes = async (row: PhotoRow): Promise<void> => {
    const nowMs = runtime.now()
    const { _id: photoId, athleteId } = row
    if ((await runtime.objects.head(sentPhotoKey(row))) !== null) {
      await database.transact(async (tx) => tx.emit('photo.received', { photoId, athleteId }), SYSTEM)
      await stores.photos.postpone(row, new Date(nowMs + PREPARING_MS))
    } else if (nowMs > closesAtMs(row)) await change(row, (found, at) => failPhoto(found, PHOTO_EXPIRED, at))
    else await stores.photos.postpone(row, nextLookAt(row, nowMs))
  }

  const deleteObjects = async (row: PhotoRow): Promise<void> => {
    await deletePhotoObjects(services, row)
    // As long as bytes can be sent to its address, the row must be there for the worker that deletes them.
    if (runtime.now() > closesAtMs(row)) await stores.photos.remove(row._id)
    else await stores.photos.postpone(row, new Date(closesAtMs(row) + 1))
  }

  const sweep = async (row: PhotoRow): Promise<void> => {
    if (row.status === 'AWAITING_FILE') return lookForBytes(row)
    if (row.status === 'DELETED') return deleteObjects(row)
    if (runtime.now() >= closesAtMs(row)) await runtime.objects.delete(sentPhotoKey(row))
    if (mayDelete(row, runtime.now())) await change(row, markPhotoDeleted)
    else await stores.photos.postpone(row, nextLookAt(row, runtime.now()))
  }

  return dueJob(runtime, {
    name: 'athletes-sweep-photos',
    everyMs: 15_000,
    maxBatches: 1,
    due: stores.photos.due,
    work: sweep,
    failure: 'a photo could not be swept',
  })
}

import { type ExportedFile, type Leaving, photoKey } from '@gruppetto/relations'
import { portions } from '@gruppetto/runtime'
import type { PhotoRow } from '../domain/photo.ts'
import type { Services } from '../services.ts'
import { deletePhotoObjects } from './photos/delete-objects.ts'

const PHOTOS_AT_ONCE = 100

/** Reads an athlete's photos in groups. */
async function* photosOf({ stores }: Services, athleteId: string): AsyncGenerator<PhotoRow> {
  const read = (last: PhotoRow | null) => stores.photos.ofAthlete(athleteId, last?._id ?? null, PHOTOS_AT_ONCE)
  for await (const photos of portions(PHOTOS_AT_ONCE, read)) yield* photos
}

async function* photoFilesOf(services: Services, athleteId: string): AsyncGenerator<ExportedFile> {
  for await (const photo of photosOf(services, athleteId)) {
    if (photo.status !== 'READY') continue
    const key = photoKey(photo, 'FULL')
    const found = await services.runtime.objects.head(key)
    if (found !== null) yield { key, path: `athletes/photos/${photo._id}.webp`, sizeBytes: found.sizeBytes }
  }
}

/** Deletes the athlete's objects: photos and data exports. */
const deleteObjects = async (services: Services, athleteId: string, working: () => void): Promise<void> => {
  for await (const photo of photosOf(services, athleteId)) {
    await deletePhotoObjects(services, photo)
    working()
  }
  for (const key of await services.runtime.objects.list(`exports/${athleteId}`)) await services.runtime.objects.delete(key)
}

export const leavingOf = (services: Services): Leaving => ({
  filesOf: (athleteId) => photoFilesOf(services, athleteId),
  beforeErasure: (athleteId, working) => deleteObjects(services, athleteId, working),
})

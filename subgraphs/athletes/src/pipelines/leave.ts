import type { Leaving } from '@gruppetto/relations'
import type { Services } from '../services.ts'
import { deletePhotoObjects } from './photos/delete-objects.ts'

const PHOTOS_AT_ONCE = 100

const deletePhotos = async (services: Services, athleteId: string, working: () => void): Promise<void> => {
  for (let after: string | null = null; ; ) {
    const photos = await services.stores.photos.ofAthlete(athleteId, after, PHOTOS_AT_ONCE)
    for (const photo of photos) await deletePhotoObjects(services, photo)
    const last = photos.at(-1)
    if (last === undefined || photos.length < PHOTOS_AT_ONCE) return
    after = last._id
    working()
  }
}

export const leavingOf = (services: Services): Leaving => ({
  beforeErasure: (athleteId, working) => deletePhotos(services, athleteId, working),
})

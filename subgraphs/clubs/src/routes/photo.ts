import type { Routes } from '@gruppetto/graph'
import { photoRoute } from '@gruppetto/relations'
import { makeLoaders } from '../loaders.ts'
import type { Services } from '../services.ts'

/** The pictures of clubs, for those who may see the club's card. */
export const clubPhotoRoute = (services: Services): Routes =>
  photoRoute({
    runtime: services.runtime,
    folder: 'clubs',
    find: async (viewerId, clubId, photoId) => {
      const loaders = makeLoaders(services, viewerId)
      const club = await loaders.clubs.load(clubId)
      if (club?.avatarPhoto?.id !== photoId) return null
      const [photo] = await loaders.photos(clubId, [photoId])
      return photo ?? null
    },
  })

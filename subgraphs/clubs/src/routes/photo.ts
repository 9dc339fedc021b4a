import type { Routes } from '@gruppetto/graph'
import { photoRoute } from '@gruppetto/relations'
import { makeLoaders } from '../loaders.ts'
import type { Services } from '../services.ts'

/** The pictures of clubs, for those who may see the club's card. */
export const clubPhotoRoute = (services: Services): Routes =>
  photoRoute({
    runtime: services.runtime,
    folder: 'clubs',
    photos: services.stores.photos,
    carriedBy: async (clubId, viewerId) => {
      const club = await makeLoaders(services, viewerId).clubs.load(clubId)
      return club?.avatarPhoto ? [club.avatarPhoto.id] : []
    },
  })

import type { Routes } from '@gruppetto/graph'
import { photoRoute } from '@gruppetto/relations'
import { makeLoaders } from '../loaders/mod.ts'
import type { Services } from '../services.ts'

/** The photos of activities, for those who may see the activity. */
export const activityPhotoRoute = (services: Services): Routes =>
  photoRoute({
    runtime: services.runtime,
    folder: 'activities',
    find: async (viewerId, activityId, photoId) => {
      const loaders = makeLoaders(services, viewerId)
      const activity = await loaders.activity.load(activityId)
      if (activity?.photoIds?.includes(photoId) !== true) return null
      const [photo] = await loaders.photos(activityId, [photoId])
      return photo ?? null
    },
  })

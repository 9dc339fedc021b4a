import type { Routes } from '@gruppetto/graph'
import { photoRoute } from '@gruppetto/relations'
import { makeLoaders } from '../loaders/mod.ts'
import type { Services } from '../services.ts'

/** The photos of activities, for those who may see the activity. */
export const activityPhotoRoute = (services: Services): Routes =>
  photoRoute({
    runtime: services.runtime,
    folder: 'activities',
    photos: services.stores.photos,
    carriedBy: async (activityId, viewerId) => (await makeLoaders(services, viewerId).activity.load(activityId))?.photoIds ?? [],
  })

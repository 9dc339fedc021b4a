import type { Routes } from '@gruppetto/graph'
import { photoRoute } from '@gruppetto/relations'
import { postOf } from '../domain/subjects.ts'
import { makeLoaders } from '../loaders.ts'
import type { Services } from '../services.ts'

/** The photos of posts, for those who may see the post. */
export const postPhotoRoute = ({ runtime, stores }: Services): Routes =>
  photoRoute({
    runtime,
    folder: 'posts',
    photos: stores.photos,
    carriedBy: async (postId, viewerId) =>
      postOf(await makeLoaders(stores, viewerId, runtime.now).subject(postId))?.photoIds ?? [],
  })

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
    find: async (viewerId, postId, photoId) => {
      const loaders = makeLoaders(stores, viewerId, runtime.now)
      const post = postOf(await loaders.subject(postId))
      if (post?.photoIds?.includes(photoId) !== true) return null
      const [photo] = await loaders.photos(postId, [photoId])
      return photo ?? null
    },
  })

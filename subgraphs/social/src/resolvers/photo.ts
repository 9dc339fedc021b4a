import { photoUrl } from '@gruppetto/relations'
import type { PhotoResolvers } from '../generated/resolvers.ts'

export const Photo: PhotoResolvers = {
  id: ({ _id }) => _id,
  url: (photo, { size }, { runtime, viewerId }) => photoUrl(runtime, 'posts', photo, size, viewerId),
}

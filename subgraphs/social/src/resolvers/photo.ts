import { signPhoto } from '@gruppetto/relations'
import type { PhotoResolvers } from '../generated/resolvers.ts'

export const Photo: PhotoResolvers = {
  id: ({ _id }) => _id,
  url: (photo, { size }, { runtime }) => signPhoto(runtime, photo, size),
}

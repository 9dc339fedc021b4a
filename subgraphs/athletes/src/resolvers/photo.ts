import { shownPhoto, signOwnPhoto } from '@gruppetto/relations'
import type { PhotoResolvers, PhotoUploadResolvers, UploadedPhotoResolvers } from '../generated/resolvers.ts'

export const Photo: PhotoResolvers = {
  id: ({ _id }) => _id,
  url: (photo, { size }, { runtime }) => signOwnPhoto(runtime, photo, size),
}

export const PhotoUpload: PhotoUploadResolvers = {
  urlExpiresAt: ({ expiresAtMs }) => new Date(expiresAtMs),
}

export const UploadedPhoto: UploadedPhotoResolvers = {
  id: ({ _id }) => _id,
  // A deleted photo is not found.
  status: ({ status }) => (status === 'DELETED' ? 'FAILED' : status),
  photo: (row) => shownPhoto(row),
}

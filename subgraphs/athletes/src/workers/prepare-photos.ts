import type { EventData } from '@gruppetto/events'
import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { photoIdOfKey } from '../domain/photo.ts'
import { givePhotoUp, preparePhoto } from '../pipelines/photos/prepare-photo.ts'
import type { Services } from '../services.ts'

const photoIdOf = (data: EventData<'object.stored' | 'photo.received'>): string | null =>
  'key' in data ? photoIdOfKey(data.key) : data.photoId

/** Makes the sizes of photos whose bytes have arrived. The picture maker takes one at a time, so a second one only reads ahead. */
export const preparePhotos = (services: Services): AnyWorker =>
  defineWorker({
    name: 'athletes-prepare-photos',
    on: ['object.stored', 'photo.received'],
    concurrency: 2,
    prepare: async ({ data }) => {
      const photoId = photoIdOf(data)
      if (photoId !== null) await preparePhoto(services, photoId)
    },
    onDeadLetter: async ({ data }, _reason, tx) => {
      const photoId = photoIdOf(data)
      if (photoId !== null) await givePhotoUp(services, photoId, tx)
    },
  })

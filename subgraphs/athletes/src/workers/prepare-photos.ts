import type { EventData } from '@gruppetto/events'
import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { photoOfKey } from '../domain/photo.ts'
import { givePhotoUp, preparePhoto, type SentPhoto } from '../pipelines/photos/prepare-photo.ts'
import type { Services } from '../services.ts'

const sentPhotoOf = (data: EventData<'object.stored' | 'photo.received'>): SentPhoto | null =>
  'key' in data ? photoOfKey(data.key) : { _id: data.photoId, athleteId: data.athleteId }

/** Makes the sizes of photos whose bytes have arrived. The picture maker takes one at a time, so a second one only reads ahead. */
export const preparePhotos = (services: Services): AnyWorker =>
  defineWorker({
    name: 'athletes-prepare-photos',
    on: ['object.stored', 'photo.received'],
    concurrency: 2,
    prepare: async ({ data }) => {
      const sent = sentPhotoOf(data)
      if (sent !== null) await preparePhoto(services, sent)
    },
    onDeadLetter: async ({ data }, _reason, tx) => {
      const sent = sentPhotoOf(data)
      if (sent !== null) await givePhotoUp(services, sent, tx)
    },
  })

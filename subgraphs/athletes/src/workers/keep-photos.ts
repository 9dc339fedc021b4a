import { keepLatest } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import { carryPhotos } from '../pipelines/photos/change-photo.ts'
import type { Services } from '../services.ts'

/** Keeps the photos that activities, posts and clubs carry, and deletes those that nothing carries any more. */
export const keepPhotos = (services: Services): AnyWorker =>
  keepLatest(
    'athletes-keep-photos',
    'photos.carried',
    services.stores.photoCarriers,
    ({ carrierId, at: _at, ...state }) => ({ _id: carrierId, ...state }),
    ({ row, before }, tx) => carryPhotos(services, row, before?.photoIds ?? [], tx),
  )

import { keepLatest } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import type { Services } from '../services.ts'

/** Keeps what shows which photos, so that who sees one may report it. */
export const projectPhotoCarriers = ({ stores }: Services): AnyWorker =>
  keepLatest('social-project-photo-carriers', 'photos.carried', stores.photoCarriers, ({ carrierId, at: _at, ...state }) => ({
    _id: carrierId,
    ...state,
  }))

import { isIdOf } from '@gruppetto/graph'
import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { removePhoto } from '../domain/photo.ts'
import { showAvatar } from '../pipelines/photos/avatar.ts'
import { savePhoto } from '../pipelines/photos/change-photo.ts'
import type { Services } from '../services.ts'

/**
 * Keeps a photo that the staff has removed from everybody, wherever it stands, and gives it free after a granted appeal. Its bytes stay as long as
 * something carries it.
 */
export const removePhotos = (services: Services): AnyWorker =>
  defineWorker({
    name: 'athletes-remove-photos',
    on: ['moderation.decided'],
    concerns: ({ data: { subjectId, decision } }) =>
      isIdOf('Photo', subjectId) && (decision === 'REMOVED' || decision === 'RESTORED'),
    save: async (_loaded, tx, { data: { subjectId, decision } }, { now }) => {
      const row = await services.stores.photos.get(subjectId, tx)
      const next = row && removePhoto(row, decision === 'REMOVED', now())
      if (next === null) return
      await savePhoto(services, next, tx)
      if (next.status === 'READY' && next.carrierIds.includes(next.athleteId)) await showAvatar(services, next, tx)
    },
  })

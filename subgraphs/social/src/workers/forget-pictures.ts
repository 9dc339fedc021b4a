import { isIdOf } from '@gruppetto/graph'
import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { pictureKey } from '../pipelines/reported-pictures.ts'
import type { Services } from '../services.ts'

/** Deletes the copy of a reported picture when the case ends in its favour, unless another case of it is open by now. */
export const forgetPictures = ({ stores, runtime }: Services): AnyWorker =>
  defineWorker({
    name: 'social-forget-pictures',
    on: ['moderation.decided'],
    prepare: async ({ data: { subjectId, subjectOwnerId, decision } }) => {
      if (!isIdOf('Photo', subjectId) || (decision !== 'DISMISSED' && decision !== 'RESTORED')) return
      if ((await stores.moderation.openOf(subjectId)) !== null) return
      await runtime.objects.delete(pictureKey(subjectOwnerId, subjectId))
    },
  })

import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import type { WorkerDeps } from './deps.ts'
import { takeBackAll } from './notices.ts'

/** After a block, takes what each of the two did out of what the other is told. */
export const forgetBlocked = ({ stores, runtime }: WorkerDeps): AnyWorker => {
  return defineWorker({
    name: 'social-forget-blocked',
    on: ['block.changed'],
    decide: ({ data }) =>
      data.blocked
        ? [
            { recipientId: data.blockerId, actorId: data.blockedId },
            { recipientId: data.blockedId, actorId: data.blockerId },
          ]
        : [],
    save: async (pairs, tx) => {
      for (const { recipientId, actorId } of pairs) await takeBackAll(stores, runtime.live, recipientId, actorId, tx)
    },
  })
}

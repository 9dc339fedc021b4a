import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { pairLock } from '../domain/locks.ts'
import { removeAllEntries } from '../pipelines/write-notices.ts'
import type { Services } from '../services.ts'
import { edgeId } from '../stores/follows.ts'

/**
 * After a block, removes the notices that involve both athletes, each as the recipient, the actor or the owner of the subject. A
 * notice that is written at the same moment is removed here, or its worker sees the block. Does nothing when the block has ended
 * meanwhile. Safe to repeat.
 */
export const forgetBlocked = (services: Services): AnyWorker => {
  const { stores } = services
  return defineWorker({
    name: 'social-forget-blocked',
    on: ['block.changed'],
    prepare: async ({ data: { blocked, blockerId, blockedId }, actor, traceparent }, { database, working }) => {
      if (!blocked) return
      const origin = { actor, traceparent }
      const isActive = await database.transact(async (tx) => {
        await stores.locks.lock([pairLock(blockerId, blockedId)], tx)
        return (await stores.blocks.activeAmong([edgeId(blockerId, blockedId)], tx)).size > 0
      }, origin)
      if (!isActive) return
      const read = (limit: number) => stores.notifications.entriesBetween(blockerId, blockedId, limit)
      await removeAllEntries(services, read, { origin, working })
    },
  })
}

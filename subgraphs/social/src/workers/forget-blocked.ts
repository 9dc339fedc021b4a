import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { edgeId } from '../stores/follows.ts'
import type { WorkerDeps } from './deps.ts'
import { pairTurn } from './turns.ts'
import { takeOut } from './write-notices.ts'

const EVENTS_AT_ONCE = 500

/**
 * After a block, takes what each of the two did out of what the other is told, and what each did on the other's things out of what anybody is.
 * Who tells of one of them at the same moment does so before, and it is found here, or sees the block. One notification a transaction, for there may be many;
 * twice is once. A block that has ended since is none.
 */
export const forgetBlocked = ({ stores, runtime }: WorkerDeps): AnyWorker => {
  return defineWorker({
    name: 'social-forget-blocked',
    on: ['block.changed'],
    prepare: async ({ data: { blocked, blockerId, blockedId }, actor, traceparent }, { database, working }) => {
      if (!blocked) return
      const origin = { actor, traceparent }
      const stands = await database.transact(async (tx) => {
        await stores.turns.take([pairTurn(blockerId, blockedId)], tx)
        return (await stores.blocks.standingAmong([edgeId(blockerId, blockedId)], tx)).size > 0
      }, origin)
      if (!stands) return
      for (;;) {
        const told = await stores.notifications.entriesBetween(blockerId, blockedId, EVENTS_AT_ONCE)
        for (const notificationId of new Set(told.map((entry) => entry.notificationId))) {
          const gone = told.filter((entry) => entry.notificationId === notificationId)
          await database.transact((tx) => takeOut(stores, runtime.live, notificationId, gone, tx), origin)
        }
        if (told.length < EVENTS_AT_ONCE) return
        working()
      }
    },
  })
}

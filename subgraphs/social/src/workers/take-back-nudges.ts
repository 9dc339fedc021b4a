import { keepAccount } from '@gruppetto/relations'
import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { nudgeLock } from '../domain/locks.ts'
import { isOver } from '../domain/nudges.ts'
import { withdrawnNoticeOf } from '../notices/define-notice.ts'
import { withdrawNotice } from '../pipelines/write-notices.ts'
import type { Services } from '../services.ts'

/**
 * Takes back what friends were told of an athlete and have not read, when the athlete is out again or wishes it no more. A friend who is told at the
 * same moment as the wish changes is found here, or `social-offer-nudges` sees the wish.
 */
export const takeBackNudges = (services: Services): AnyWorker => {
  const { accounts, locks, nudges } = services.stores
  return defineWorker({
    name: 'social-take-back-nudges',
    on: ['athlete.changed', 'activity.measured'],
    prepare: async ({ data }) =>
      'activityId' in data
        ? data.visibility !== 'ONLY_ME' && (await nudges.about(data.athleteId)).length > 0
        : data.nudgeable === false,
    concerns: (_event, mayBeOver) => mayBeOver,
    load: async ({ data }, tx) => {
      await locks.lock([nudgeLock(data.athleteId)], tx)
      const told = await nudges.about(data.athleteId, tx)
      if ('activityId' in data) return told.filter((nudge) => isOver(nudge, data.startedAtMs))
      return (await keepAccount(accounts, data, tx)).nudgeable === false ? told : []
    },
    save: async (over, tx) => {
      for (const { friendId, athleteId } of over) {
        const parts = { recipientId: friendId, actorId: athleteId, group: athleteId }
        await withdrawNotice(services, withdrawnNoticeOf('NUDGE', parts), tx)
      }
    },
  })
}

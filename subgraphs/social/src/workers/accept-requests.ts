import type { EventData } from '@gruppetto/events'
import { keepAccount } from '@gruppetto/relations'
import { type AnyWorker, defineWorker, type Tx } from '@gruppetto/runtime'
import { requestLocks } from '../domain/locks.ts'
import { saveFollow } from '../pipelines/follow.ts'
import type { Services } from '../services.ts'

/**
 * Stores the account. Returns whether it exists and is public now. A request at the same moment is made before this transaction,
 * or its transaction sees the new account.
 */
const stopApproving = async ({ stores }: Services, data: EventData<'athlete.changed'>, tx: Tx): Promise<boolean> => {
  await stores.locks.lock(requestLocks(data.athleteId), tx)
  const { isPrivate, deleted } = await keepAccount(stores.accounts, data, tx)
  return !isPrivate && !deleted
}

/** Accepts some requests, unless the account is private again. Returns how many. */
const acceptSome = async (services: Services, followeeId: string, tx: Tx): Promise<number> => {
  const { stores, settings } = services
  const account = await stores.accounts.get(followeeId, tx)
  if (account?.isPrivate !== false) return 0
  const requests = await stores.follows.to({ followeeId, state: 'REQUESTED', after: null, limit: settings.acceptedAtOnce }, tx)
  for (const known of requests) {
    const { followerId } = known
    await saveFollow(services, { followerId, followeeId, known }, { state: 'FOLLOWING', cause: 'ACCEPTED' }, tx)
  }
  return requests.length
}

/**
 * Accepts the waiting requests when an account stops approving its followers, in batches, since there may be many. Safe to
 * repeat.
 */
export const acceptRequests = (services: Services): AnyWorker =>
  defineWorker({
    name: 'social-accept-requests',
    on: ['athlete.changed'],
    prepare: async ({ data, actor, traceparent }, { database, working }) => {
      // A new account has no requests.
      if (data.isPrivate || data.deleted || data.revision === 1) return
      const origin = { actor, traceparent }
      if (!(await database.transact((tx) => stopApproving(services, data, tx), origin))) return
      // Most changes of a public account are others, and nobody waits.
      const waiting = await services.stores.follows.to({ followeeId: data.athleteId, state: 'REQUESTED', after: null, limit: 1 })
      if (waiting.length === 0) return
      for (;;) {
        const accepted = await database.transact((tx) => acceptSome(services, data.athleteId, tx), origin)
        if (accepted < services.settings.acceptedAtOnce) return
        working()
      }
    },
  })

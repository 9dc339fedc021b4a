import type { EventData } from '@gruppetto/events'
import { keepAccount } from '@gruppetto/relations'
import { type AnyWorker, defineWorker, type Tx } from '@gruppetto/runtime'
import { requestTurns } from '../domain/follow-rules.ts'
import { applyFollow } from '../pipelines/follow.ts'
import type { WorkerDeps } from './deps.ts'

/** Says that the account has stopped approving; false where it approves again by now. Who asks at the same moment asks before or after. */
const stopAsking = async ({ stores }: WorkerDeps, data: EventData<'athlete.changed'>, tx: Tx): Promise<boolean> => {
  await stores.turns.take(requestTurns(data.athleteId), tx)
  const { isPrivate, deleted } = await keepAccount(stores.accounts, data, tx)
  return !isPrivate && !deleted
}

/** Accepts some of the requests, unless the account approves again; the number accepted. */
const acceptSome = async (deps: WorkerDeps, followeeId: string, tx: Tx): Promise<number> => {
  const account = await deps.stores.accounts.get(followeeId, tx)
  if (account?.isPrivate !== false) return 0
  const requests = await deps.stores.follows.to(followeeId, 'REQUESTED', null, deps.settings.acceptedAtOnce, tx)
  for (const known of requests) {
    const { followerId } = known
    await applyFollow(deps, { followerId, followeeId }, known, { state: 'FOLLOWING', cause: 'ACCEPTED' }, tx)
  }
  return requests.length
}

/** Accepts what waits for an answer when an account stops approving its followers: some at a time, for there may be many. Twice is once. */
export const acceptRequests = (deps: WorkerDeps): AnyWorker =>
  defineWorker({
    name: 'social-accept-requests',
    on: ['athlete.changed'],
    prepare: async ({ data, actor, traceparent }, { database, working }) => {
      // Of an account just made nobody has asked anything.
      if (data.isPrivate || data.deleted || data.revision === 1) return
      const origin = { actor, traceparent }
      if (!(await database.transact((tx) => stopAsking(deps, data, tx), origin))) return
      for (;;) {
        const accepted = await database.transact((tx) => acceptSome(deps, data.athleteId, tx), origin)
        if (accepted < deps.settings.acceptedAtOnce) return
        working()
      }
    },
  })

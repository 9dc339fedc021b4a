import { badUserInput, conflict, inThePast, requireAthlete } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { pairLock } from '../domain/locks.ts'
import { edgeId } from '../stores/follows.ts'
import { MUTES_READ } from '../stores/mutes.ts'
import { commit } from './commit.ts'
import { refuseOneself, requireUnblockedAccount } from './require-account.ts'

/** The end of a mute that has none. */
const NO_END = new Date('9999-12-31T00:00:00Z')

interface MuteArguments {
  readonly athleteId: string
  readonly muted: boolean
  readonly until?: Date | null
}

const requireEnd = ({ muted, until }: MuteArguments, now: Date): Date => {
  if (until === null || until === undefined) return NO_END
  if (!muted) throw badUserInput([{ path: 'until', message: 'goes with muted: true' }])
  if (until <= now) throw badUserInput([{ path: 'until', ...inThePast() }])
  return until
}

/**
 * Mutes an athlete, changes when that ends, or ends it. Only the viewer learns of it: no event tells anybody. Throws NOT_FOUND
 * when the athlete does not exist or has blocked the viewer.
 */
export const mute = async (context: Context, args: MuteArguments): Promise<void> => {
  const { stores, runtime } = context
  const { athleteId, muted } = args
  const viewerId = requireAthlete(context.caller).athleteId
  refuseOneself(viewerId, athleteId, 'mute')
  const now = new Date(runtime.now())
  const mutedUntil = requireEnd(args, now)
  await requireUnblockedAccount(context, athleteId)
  await commit(context, async (tx) => {
    // A notice that is written at the same moment runs before this change or sees it.
    await stores.locks.lock([pairLock(viewerId, athleteId)], tx)
    if (!muted) return stores.mutes.remove(viewerId, athleteId, tx)
    const isKnown = await stores.mutes.isMuted(viewerId, athleteId, now, tx)
    if (!isKnown && (await stores.mutes.count(viewerId, now, tx)) >= MUTES_READ) {
      throw conflict(`You can mute at most ${MUTES_READ} athletes.`, 'TOO_MANY_MUTES', { max: MUTES_READ })
    }
    const _id = edgeId(viewerId, athleteId)
    await stores.mutes.put({ _id, muterId: viewerId, mutedId: athleteId, mutedUntil, mutedAt: now }, tx)
  })
}

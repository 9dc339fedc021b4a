import type { Envelope } from '@gruppetto/events'
import type { Tx } from '@gruppetto/runtime'
import type { Services } from '../services.ts'

/** Loads whether the event is about the follow as it is now. An older event that arrives late causes no notice. */
export const loadIsCurrent = async ({ stores }: Services, { data }: Envelope<'follow.changed'>, tx: Tx): Promise<boolean> => {
  const follow = await stores.follows.get(data.followerId, data.followeeId, tx)
  return follow?.revision === data.revision
}

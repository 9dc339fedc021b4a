import type { Envelope } from '@gruppetto/events'
import type { Tx } from '@gruppetto/runtime'
import type { Stores } from '../stores/mod.ts'

/** Only the edge as it is now is told of: an older event that comes late finds it changed. */
export const isEdgeNow = async ({ data }: Envelope<'follow.changed'>, tx: Tx, stores: Stores): Promise<boolean> => {
  const edge = await stores.follows.get(data.followerId, data.followeeId, tx)
  return edge?.revision === data.revision
}

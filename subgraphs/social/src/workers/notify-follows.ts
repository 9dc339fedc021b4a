import type { EventData } from '@gruppetto/events'
import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import type { Notice } from '../domain/notifications.ts'
import type { WorkerDeps } from './deps.ts'
import { decideNotice, loadNotice, saveNotice, takeBack } from './notices.ts'

type Follow = EventData<'follow.changed'>

/** Whom a change of an edge is told to, or null where there is nothing to tell. */
export const followNotice = ({ cause, followerId, followeeId, at }: Follow): Notice | null => {
  const told = (kind: Notice['kind'], recipientId: string, actorId: string): Notice => ({
    kind,
    recipientId,
    actorId,
    groupKey: kind,
    sourceId: actorId,
    atMs: at,
    subjects: {},
  })
  if (cause === 'FOLLOWED') return told('FOLLOWED', followeeId, followerId)
  if (cause === 'REQUESTED') return told('FOLLOW_REQUESTED', followeeId, followerId)
  return cause === 'ACCEPTED' ? told('FOLLOW_ACCEPTED', followerId, followeeId) : null
}

/** Tells of follows, requests and their acceptance; takes back what is over: a request answered or withdrawn, a follow ended. */
export const notifyFollows = ({ stores, runtime }: WorkerDeps): AnyWorker => {
  return defineWorker({
    name: 'social-notify-follows',
    on: ['follow.changed'],
    load: async ({ data }, tx) => {
      // Only the edge as it is now is told of: an older event that comes late finds it changed.
      const edge = await stores.follows.get(data.followerId, data.followeeId, tx)
      const notice = edge?.revision === data.revision ? followNotice(data) : null
      return notice === null ? null : loadNotice(stores, notice, null, tx)
    },
    decide: (_event, loaded) => (loaded === null ? null : decideNotice(loaded)),
    save: async (written, tx, { data }) => {
      const gone = { recipientId: data.followeeId, actorId: data.followerId, sourceId: data.followerId }
      if (data.cause !== 'REQUESTED') await takeBack(stores, runtime.live, { ...gone, groupKey: 'FOLLOW_REQUESTED' }, tx)
      if (data.state === 'NONE') await takeBack(stores, runtime.live, { ...gone, groupKey: 'FOLLOWED' }, tx)
      if (written !== null) await saveNotice(stores, runtime.live, written, tx)
    },
  })
}

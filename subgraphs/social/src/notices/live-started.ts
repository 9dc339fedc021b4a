import { RetryEvent } from '@gruppetto/runtime'
import { subjectLock } from '../domain/locks.ts'
import { edgeId } from '../stores/follows.ts'
import { defineNotice } from './define-notice.ts'

/**
 * For the followers who wish it: see pipelines/announce-live.ts. Those who have ended the follow meanwhile get none, and nobody does once the
 * session is over.
 */
export const liveStarted = defineNotice({
  kind: 'LIVE_STARTED',
  on: ['live-session.announced'],
  urgency: 'HIGH',
  defaults: { inApp: false, push: false, mail: false, personas: { SOCIAL_ENTHUSIAST: { inApp: true, push: true } } },
  load: async ({ stores }, { data: { liveSessionId, athleteId, recipientIds } }, tx) => {
    // The end of the session at the same moment waits for this, or this sees it.
    await stores.locks.lock([subjectLock(liveSessionId)], tx)
    const session = await stores.liveSessions.get(liveSessionId, tx)
    if (session === null) throw new RetryEvent(`live session ${liveSessionId} is not here yet`)
    if (session.isOver || session.visibility === 'ONLY_ME') return []
    const follows = await stores.follows.many(
      recipientIds.map((id) => edgeId(id, athleteId)),
      tx,
    )
    return recipientIds.filter((id) => follows.get(edgeId(id, athleteId))?.state === 'FOLLOWING')
  },
  notify: ({ data: { liveSessionId, athleteId, at } }, recipientIds) =>
    recipientIds.map((recipientId) => ({
      recipientId,
      actorId: athleteId,
      group: liveSessionId,
      atMs: at,
      subjects: { liveSession: liveSessionId },
    })),
  sentence: (_words, { who }) => `${who} is live now`,
})

import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import type { Notice } from '../domain/notifications.ts'
import type { WorkerDeps } from './deps.ts'
import { decideNotice, loadNotice, saveNotice } from './notices.ts'

/** Tells who was overtaken and who reached a target. */
export const notifyChallenges = ({ stores, runtime }: WorkerDeps): AnyWorker => {
  return defineWorker({
    name: 'social-notify-challenges',
    on: ['challenge.overtaken', 'challenge.completed'],
    load: async ({ data }, tx) => {
      const byId = 'byAthleteId' in data ? data.byAthleteId : null
      const kind = byId === null ? 'CHALLENGE_COMPLETED' : 'CHALLENGE_OVERTAKEN'
      const notice: Notice = {
        kind,
        recipientId: data.athleteId,
        actorId: byId,
        groupKey: `${kind}:${data.challengeId}`,
        sourceId: byId ?? data.challengeId,
        atMs: data.at,
        subjects: { challengeId: data.challengeId },
      }
      return loadNotice(stores, notice, null, tx)
    },
    decide: (_event, loaded) => (loaded === null ? null : decideNotice(loaded)),
    save: async (written, tx) => {
      if (written !== null) await saveNotice(stores, runtime.live, written, tx)
    },
  })
}

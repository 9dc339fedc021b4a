import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import type { Services } from '../services.ts'

/** Ends the pushes to devices whose session has ended or expired: a phone that was lost, or a browser that somebody else uses now. */
export const forgetDevices = ({ stores }: Services): AnyWorker =>
  defineWorker({
    name: 'social-forget-devices',
    on: ['sessions.ended'],
    save: async (_loaded, tx, { data: { athleteId, sessionIds } }) => {
      await stores.pushDevices.removeSessions(athleteId, sessionIds, tx)
    },
  })

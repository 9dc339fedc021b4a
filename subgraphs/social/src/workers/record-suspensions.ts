import type { EventData } from '@gruppetto/events'
import { newId } from '@gruppetto/graph'
import { type AnyWorker, defineWorker, type Tx } from '@gruppetto/runtime'
import { newCase } from '../domain/moderation.ts'
import { saveDecision } from '../pipelines/moderate.ts'
import type { Services } from '../services.ts'

const BY_PLATFORM = { staffId: null, note: null }

/** The case of a new suspension: the open one about the athlete, or a new one. */
const recordSuspension = async (services: Services, data: EventData<'athlete.changed'>, suspendedUntil: Date, tx: Tx) => {
  const { moderation } = services.stores
  const { athleteId, displayName } = data
  const reported = { subjectId: athleteId, subjectOwnerId: athleteId, subjectText: displayName }
  const open = await moderation.openOf(athleteId, tx)
  const row = open ?? newCase(newId('ModerationCase'), reported, new Date(services.runtime.now()))
  await saveDecision(services, { ...row, suspendedUntil }, { decision: 'SUSPENDED', by: BY_PLATFORM }, tx)
}

/**
 * Makes a case of each suspension, so that it can be appealed, and closes it when the suspension is lifted. Which member of the
 * staff it was stands in the audit log of athletes.
 */
export const recordSuspensions = (services: Services): AnyWorker => {
  const { stores, runtime } = services
  return defineWorker({
    name: 'social-record-suspensions',
    on: ['athlete.changed'],
    load: async ({ data }, tx) => {
      const [account, known] = [
        await stores.accounts.get(data.athleteId, tx),
        await stores.moderation.suspensionsOf(data.athleteId, new Date(runtime.now()), tx),
      ]
      // An older state than the one that is known changes nothing.
      return { isOld: account !== null && account.revision > data.revision, known }
    },
    save: async ({ isOld, known }, tx, { data }) => {
      if (isOld) return
      const until = data.suspendedUntil ?? 0
      const isSuspended = until > runtime.now()
      if (isSuspended && known.some(({ suspendedUntil }) => suspendedUntil?.getTime() === until)) return
      // A suspension with another end replaces the one before.
      for (const row of known) {
        if (isSuspended) await stores.moderation.put({ ...row, suspendedUntil: null, waitingSince: null }, tx)
        else await saveDecision(services, row, { decision: 'RESTORED', by: BY_PLATFORM }, tx)
      }
      if (isSuspended) await recordSuspension(services, data, new Date(until), tx)
    },
  })
}

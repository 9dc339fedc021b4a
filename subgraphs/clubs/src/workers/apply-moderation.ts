import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { applySanction, liftSanction } from '../pipelines/apply-sanction.ts'
import { recordAct } from '../pipelines/record-act.ts'
import { applyVerdict } from '../pipelines/take-down.ts'
import type { Services } from '../services.ts'

const ACTIONS = {
  REMOVED: 'CASE_REMOVED',
  DISMISSED: 'CASE_DISMISSED',
  UPHELD: 'CASE_UPHELD',
  RESTORED: 'CASE_RESTORED',
} as const

/** Writes what was decided about the cases of a club into its audit log, and mutes or bans whom a decision says. */
export const applyModeration = (services: Services): readonly AnyWorker[] => [
  defineWorker({
    name: 'clubs-apply-moderation',
    on: ['moderation.decided'],
    save: async (_loaded, tx, { data }) => {
      const { clubId, byId, decision, subjectId, subjectOwnerId, sanction, note = null } = data
      // A case outside clubs is nothing to a club; a suspension is the platform's.
      if (clubId === undefined || decision === 'SUSPENDED') return
      const actorId = byId ?? null
      recordAct(services, { clubId, actorId, action: ACTIONS[decision], subjectId, note }, tx)
      if (sanction === undefined || actorId === null) return
      const sanctioned = { clubId, athleteId: subjectOwnerId, byId: actorId, note }
      if (decision === 'REMOVED') await applySanction(services, sanctioned, sanction, tx)
      if (decision === 'RESTORED') await liftSanction(services, sanctioned, sanction, tx)
    },
  }),
  defineWorker({
    name: 'clubs-take-down',
    on: ['moderation.decided'],
    save: async (_loaded, tx, { data: { decision, subjectId, at } }) => {
      if (decision !== 'REMOVED' && decision !== 'RESTORED') return
      await applyVerdict(services, { subjectId, isRemoved: decision === 'REMOVED', at: new Date(at) }, tx)
    },
  }),
  defineWorker({
    name: 'clubs-record-assignments',
    on: ['moderation.assigned'],
    save: async (_loaded, tx, { data: { clubId, subjectId, assigneeId, byId } }) => {
      const note = assigneeId === null ? 'given back' : null
      recordAct(services, { clubId, actorId: byId, action: 'CASE_ASSIGNED', subjectId, note }, tx)
    },
  }),
]

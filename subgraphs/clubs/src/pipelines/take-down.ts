import { isIdOf } from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import { type ChallengeRow, challengeState, statusAt } from '../domain/challenge.ts'
import { firstStep } from '../domain/challenge-step.ts'
import { type ClubEventRow, eventStatusAt } from '../domain/club-event.ts'
import { cancelFrom, type EventPlan, restoreAll } from '../domain/series.ts'
import type { TakenDown } from '../domain/values.ts'
import type { Services } from '../services.ts'
import { commitEvent } from './commit-event.ts'
import { datesToCome } from './write-dates.ts'

/** What moderators have decided about an event or a challenge. */
interface Verdict {
  readonly subjectId: string
  readonly isRemoved: boolean
  readonly at: Date
}

/** Whether a decision says nothing new: a newer one is known, or nothing changes by it. */
const isSettled = (known: TakenDown | undefined, { isRemoved, at }: Verdict): boolean =>
  known === undefined ? !isRemoved : known.decidedAt >= at || known.isTakenDown === isRemoved

/** Cancels an event that is not over, with its dates, or takes back that its removal has cancelled it. */
const planEvent = async (services: Services, before: ClubEventRow, { isRemoved }: Verdict, tx: Tx): Promise<EventPlan> => {
  const nowMs = services.runtime.now()
  const event = { ...before, revision: before.revision + 1 }
  const known = await datesToCome(services, before._id, nowMs, tx)
  const asBefore = { event, occurrences: [] }
  if (isRemoved) {
    const isToCome = eventStatusAt(before, nowMs) === 'SCHEDULED'
    return (isToCome ? cancelFrom({ event, known, nowMs }, null, null) : null) ?? asBefore
  }
  return (before.moderation?.hasCancelled ? restoreAll({ event, known, nowMs }) : null) ?? asBefore
}

const decideEvent = async (services: Services, verdict: Verdict, tx: Tx): Promise<void> => {
  const { clubEvents, clubs } = services.stores
  const before = await clubEvents.get(verdict.subjectId, tx)
  if (before === null || isSettled(before.moderation, verdict)) return
  const club = await clubs.get(before.clubId, tx)
  // The events of a club that has dissolved nobody sees.
  if (club === null) return
  const { event, occurrences } = await planEvent(services, before, verdict, tx)
  const hasCancelled = verdict.isRemoved && before.cancelledAt === null && event.cancelledAt !== null
  const moderation = { isTakenDown: verdict.isRemoved, hasCancelled, decidedAt: verdict.at }
  await commitEvent(services, { event: { ...event, moderation }, club, occurrences }, tx)
}

/** Returns when a challenge is cancelled after a decision. */
const cancelledAfter = (challenge: ChallengeRow, { isRemoved, at }: Verdict, nowMs: number): Date | null => {
  if (isRemoved) return ['UPCOMING', 'ACTIVE'].includes(statusAt(challenge, nowMs)) ? at : challenge.cancelledAt
  return challenge.moderation?.hasCancelled ? null : challenge.cancelledAt
}

const decideChallenge = async (services: Services, verdict: Verdict, tx: Tx): Promise<void> => {
  const { boards, runtime, stores } = services
  const before = await stores.challenges.get(verdict.subjectId, tx)
  if (before === null || isSettled(before.moderation, verdict)) return
  const nowMs = runtime.now()
  const cancelledAt = cancelledAfter(before, verdict, nowMs)
  const hasCancelled = verdict.isRemoved && before.cancelledAt === null && cancelledAt !== null
  const moderation = { isTakenDown: verdict.isRemoved, hasCancelled, decidedAt: verdict.at }
  const after = await stores.challenges.setModeration(before._id, { cancelledAt, moderation }, tx)
  if (after === null) return
  // What it does next by itself may have been dropped while it was cancelled.
  if (before.cancelledAt !== null && cancelledAt === null && after.finalAt === undefined) {
    await stores.challengeSteps.put(firstStep(after, nowMs), tx)
  }
  tx.emit('challenge.changed', challengeState(after, nowMs))
  tx.afterCommit(() => boards.hint(after._id))
}

/**
 * Removes an event or a challenge, or brings it back: it is hidden from all but who made it and those who run its club, and cancelled if
 * it is not over. Decisions may come in any order: the newest holds. What is neither of the two is nothing to clubs.
 */
export const applyVerdict = async (services: Services, verdict: Verdict, tx: Tx): Promise<void> => {
  if (isIdOf('ClubEvent', verdict.subjectId)) await decideEvent(services, verdict, tx)
  if (isIdOf('Challenge', verdict.subjectId)) await decideChallenge(services, verdict, tx)
}

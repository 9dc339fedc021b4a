import { crashPoint, SYSTEM, type Tx } from '@gruppetto/runtime'
import type { ChallengeRow } from '../domain/challenge.ts'
import { type ChallengeStepRow, placeAfter, rankPage, settleStep } from '../domain/challenge-step.ts'
import { scoreOfUnits } from '../domain/scoring.ts'
import type { Services } from '../services.ts'
import { readTeamScores } from './challenge-teams.ts'

/** How many athletes one event names: social writes a notification for each in one transaction. */
const PAGE = 200

/** Tells the next participants that the challenge has begun. Returns the step after it. */
const tellStart = async (
  { runtime, stores }: Services,
  challenge: ChallengeRow,
  step: ChallengeStepRow,
  tx: Tx,
): Promise<ChallengeStepRow> => {
  const athleteIds = await stores.entries.athletesAfter(challenge._id, step.afterId, PAGE, tx)
  if (athleteIds.length > 0) {
    tx.emit('challenge.started', { challengeId: challenge._id, athleteIds: [...athleteIds], at: runtime.now() })
  }
  const afterId = athleteIds.at(-1)
  return afterId === undefined || athleteIds.length < PAGE ? settleStep(challenge) : { ...step, afterId }
}

/** Writes and tells the next ranks of the final standing. Returns the step after it; null when the standing is complete. */
const settlePage = async (
  services: Services,
  challenge: ChallengeRow,
  step: ChallengeStepRow,
  tx: Tx,
): Promise<ChallengeStepRow | null> => {
  const { runtime, stores } = services
  const { _id: challengeId, metric, participantCount } = challenge
  const from = placeAfter(step)
  const page = { challengeId, except: [], keepsUnnamed: true, from, upward: false, limit: PAGE }
  const entries = await stores.entries.board(page, tx)
  const { ranks, next } = rankPage(step, entries)
  await stores.entries.setFinalRanks(new Map(entries.map(({ _id }, index) => [_id, ranks[index] ?? 0])), tx)
  if (entries.length > 0) {
    tx.emit('challenge.settled', {
      challengeId,
      participants: participantCount,
      results: entries.map(({ athleteId, units, completedAt }, index) => ({
        athleteId,
        rank: ranks[index] ?? 0,
        score: scoreOfUnits(metric, units),
        completed: completedAt !== null,
      })),
      at: runtime.now(),
    })
  }
  if (entries.length === PAGE) return next
  await stores.challenges.setFinal(challengeId, await readTeamScores(services, challenge, tx), runtime.now(), tx)
  return null
}

/** Does one page of what is due. Returns whether there is more to do now. */
const advancePage = async (services: Services, challengeId: string, tx: Tx): Promise<boolean> => {
  const { boards, runtime, stores } = services
  const step = await stores.challengeSteps.get(challengeId, tx)
  if (step === null || step.dueAt.getTime() > runtime.now()) return false
  const challenge = await stores.challenges.get(challengeId, tx)
  const isOver = challenge === null || challenge.cancelledAt !== null
  const advance = step.step === 'START' ? tellStart : settlePage
  const next = isOver ? null : await advance(services, challenge, step, tx)
  tx.afterCommit(() => boards.hint(challengeId))
  if (next === null) {
    await stores.challengeSteps.remove(challengeId, tx)
    return false
  }
  await stores.challengeSteps.put(next, tx)
  return true
}

/**
 * Does what is due of a challenge, page by page. What was written, what is told of it and how far it has come commit together: a
 * process that dies, or another one that does the same, tells nobody twice and leaves out nobody.
 */
export const advanceChallenge = async (services: Services, challengeId: string): Promise<void> => {
  for (;;) {
    const goesOn = await services.database.transact((tx) => advancePage(services, challengeId, tx), SYSTEM)
    crashPoint('clubs-advance-challenges:page')
    if (!goesOn) return
  }
}

import type { Tx } from '@gruppetto/runtime'
import type { ScoreChanges } from '../domain/decide-scores.ts'
import { scoreState } from '../domain/entry.ts'
import type { Services } from '../services.ts'
import { noteOvertakes } from './note-overtakes.ts'

/** Writes scores with their contributions, and emits the events of them. The transaction must hold the athlete's lock. */
export const commitScores = async (services: Services, scores: ScoreChanges, nowMs: number, tx: Tx): Promise<void> => {
  const { boards, stores } = services
  await stores.contributions.apply(scores, tx)
  await stores.entries.put(
    scores.changes.map(({ after }) => after),
    tx,
  )
  for (const change of scores.changes) {
    const { challenge, after, completedNow } = change
    await noteOvertakes(services, change, nowMs, tx)
    const { _id: challengeId } = challenge
    tx.emit('challenge.scored', scoreState(challenge, after, nowMs))
    if (completedNow) tx.emit('challenge.completed', { challengeId, athleteId: after.athleteId, at: nowMs })
    await boards.change(challengeId, after, tx)
  }
}

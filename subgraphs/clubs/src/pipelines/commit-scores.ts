import type { Tx } from '@gruppetto/runtime'
import type { ScoreChanges } from '../domain/decide-scores.ts'
import type { Boards } from '../live/boards.ts'
import type { Stores } from '../stores/mod.ts'
import { tellCompleted, tellScore } from './tell.ts'

/** Writes scores with what they are sums of, and tells of them. The athlete's lock must be held. */
export const commitScores = async (
  { contributions, entries }: Pick<Stores, 'contributions' | 'entries'>,
  boards: Boards,
  scores: ScoreChanges,
  nowMs: number,
  tx: Tx,
): Promise<void> => {
  await contributions.apply(scores, tx)
  await entries.put(
    scores.changes.map(({ after }) => after),
    tx,
  )
  for (const { challenge, after, completedNow } of scores.changes) {
    tellScore(tx, challenge, after, nowMs)
    if (completedNow) tellCompleted(tx, after, nowMs)
    await boards.change(challenge._id, after, tx)
  }
}

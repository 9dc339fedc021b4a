import { collection, type Database, type Tx } from '@gruppetto/runtime'
import type { ChallengeStepRow } from '../domain/challenge-step.ts'

/** What challenges do next by themselves. */
export const openChallengeSteps = (database: Database) => {
  const steps = collection<ChallengeStepRow>(database, {
    name: 'challenge_steps',
    fields: {
      _id: 'string',
      step: 'string',
      dueAt: 'date',
      afterId: 'string',
      afterUnits: 'number',
      afterReachedAt: 'date',
      ranked: 'number',
      rank: 'number',
    },
    athletes: { ids: { afterId: 'forget' }, exported: { not: 'says how far the end of a challenge has been told' } },
    // Finds what is due, the longest first.
    indexes: [{ keys: { dueAt: 1 } }],
  })
  return {
    async get(challengeId: string, tx: Tx): Promise<ChallengeStepRow | null> {
      return steps.one({ _id: challengeId }, { tx })
    },
    async put(row: ChallengeStepRow, tx: Tx): Promise<void> {
      await steps.put([row], tx)
    },
    async remove(challengeId: string, tx: Tx): Promise<void> {
      await steps.deleteOne({ _id: challengeId }, tx)
    },
    async due(at: Date, limit: number): Promise<readonly ChallengeStepRow[]> {
      return steps.many({ dueAt: { $lte: at } }, { sort: { dueAt: 1 }, limit })
    },
  }
}

export type ChallengeSteps = ReturnType<typeof openChallengeSteps>

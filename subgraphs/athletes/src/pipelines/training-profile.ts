import { badUserInput, validInput } from '@gruppetto/graph'
import type { Origin } from '@gruppetto/runtime'
import type { Account } from '../domain/account.ts'
import { localDay } from '../domain/local-day.ts'
import { trainingProfilePatch } from '../domain/training-input.ts'
import { historyProblems, historyState, nextHistory, type TrainingHistory } from '../domain/training-profile.ts'
import type { Storage } from '../services.ts'
import { settleChange } from './settle-change.ts'

/**
 * Says what holds from a day on, today in the athlete's zone where none is named, and tells the other subgraphs in the same transaction.
 * Returns the history then; null for none. Throws BAD_USER_INPUT for what cannot be true.
 */
export const changeTrainingProfile = async (
  { database, stores, runtime }: Storage,
  { _id: athleteId, timeZone }: Account,
  input: unknown,
  origin: Origin,
): Promise<TrainingHistory | null> => {
  const today = localDay(runtime.now(), timeZone)
  const patch = validInput(trainingProfilePatch(today), input)
  const day = patch.effectiveFrom ?? today
  return settleChange(
    database,
    async (tx) => {
      const before = await stores.trainingHistories.get(athleteId, tx)
      const history = nextHistory(athleteId, before, patch, day)
      if (history === null) return before
      const problems = historyProblems(history, patch, day)
      if (problems.length > 0) throw badUserInput(problems)
      await stores.trainingHistories.put(history, tx)
      tx.emit('athlete.training-profile-changed', historyState(history, runtime.now()))
      return history
    },
    origin,
  )
}

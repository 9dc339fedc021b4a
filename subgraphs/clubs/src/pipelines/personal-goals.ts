import { badUserInput, newId, requireAthlete, validInput } from '@gruppetto/graph'
import { awaitProjection } from '@gruppetto/relations'
import { retryOnDuplicateKey } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import { type GoalView, MOST_GOALS, personalGoalInput, setGoal, sumsOfGoals, viewGoals } from '../domain/personal-goal.ts'
import type { Services } from '../services.ts'

/** Reads an athlete's goals with their progress. Needs three reads, however much the athlete has done. */
export const readGoals = async ({ runtime, stores }: Services, athleteId: string): Promise<readonly GoalView[]> => {
  const row = await stores.personalGoals.get(athleteId)
  if (row.goals.length === 0) return []
  const account = await awaitProjection(athleteId, runtime.now(), () => stores.relations.accounts.get(athleteId))
  const timeZone = account?.timeZone ?? 'UTC'
  const sums = await stores.periodSums.many(sumsOfGoals(row, runtime.now(), timeZone))
  return viewGoals(row, sums, runtime.now(), timeZone)
}

/** Sets a goal of the caller, changes its target, or ends it with the target 0. Ending a goal that there is not changes nothing. */
export const setPersonalGoal = async (context: Context, input: unknown): Promise<void> => {
  const { athleteId } = requireAthlete(context.caller)
  const { personalGoals } = context.stores
  const wanted = validInput(personalGoalInput, input)
  const goalId = newId('PersonalGoal')
  await retryOnDuplicateKey(() =>
    context.database.transact(async (tx) => {
      const goals = setGoal((await personalGoals.get(athleteId, tx)).goals, wanted, goalId)
      if (goals === null)
        throw badUserInput([{ path: 'input', message: `would be one goal more than the ${MOST_GOALS} there may be` }])
      await personalGoals.put({ _id: athleteId, goals }, tx)
    }, context.origin),
  )
}

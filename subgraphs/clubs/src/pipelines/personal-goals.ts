import { badUserInput, broken, newId, requireAthlete, validInput } from '@gruppetto/graph'
import { awaitProjection } from '@gruppetto/relations'
import { retryOnDuplicateKey } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import {
  daysOfGoals,
  type GoalView,
  MOST_GOALS,
  type PersonalGoalsRow,
  personalGoalInput,
  setGoal,
  sumsOfGoals,
  viewGoals,
} from '../domain/personal-goal.ts'
import type { Services } from '../services.ts'

/** Reads how far goals have come in the periods that hold an instant. Needs one read, and one for each goal for active days. */
export const readProgress = async (
  { stores }: Services,
  row: PersonalGoalsRow,
  atMs: number,
  timeZone: string,
): Promise<readonly GoalView[]> => {
  const [sums, ...days] = await Promise.all([
    stores.periodSums.many(sumsOfGoals(row, atMs, timeZone)),
    ...daysOfGoals(row, atMs, timeZone).map(
      async (counted) => [counted.goalId, await stores.periodSums.activeDays(row._id, counted)] as const,
    ),
  ])
  return viewGoals(row, { sums, days: new Map(days) }, atMs, timeZone)
}

/** Reads an athlete's goals with their progress. */
export const readGoals = async (services: Services, athleteId: string): Promise<readonly GoalView[]> => {
  const { runtime, stores } = services
  const row = await stores.personalGoals.get(athleteId)
  if (row.goals.length === 0) return []
  const account = await awaitProjection(athleteId, runtime.now(), () => stores.relations.accounts.get(athleteId))
  return readProgress(services, row, runtime.now(), account?.timeZone ?? 'UTC')
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
        throw badUserInput([
          {
            path: 'input',
            ...broken('TOO_MANY', `would be one goal more than the ${MOST_GOALS} there may be`, { max: MOST_GOALS }),
          },
        ])
      await personalGoals.put({ _id: athleteId, goals }, tx)
    }, context.origin),
  )
}

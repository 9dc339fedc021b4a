import { badUserInput, conflict, newId, notFound, requireAthlete, validInput } from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import { type ClubRow, maySeeInside } from '../domain/club.ts'
import { type ClubGoalRow, clubGoalInput, clubGoalState, MOST_CLUB_GOALS } from '../domain/club-goal.ts'
import { recordAct } from './record-act.ts'
import { requireActor } from './require-club.ts'

const today = ({ runtime }: Context): string => new Date(runtime.now()).toISOString().slice(0, 10)

/** Sets a goal for a club, as its owner or admin. The members are counted at once, and with each activity from then on. */
export const createClubGoal = async (context: Context, input: unknown): Promise<ClubGoalRow> => {
  const { athleteId } = requireAthlete(context.caller)
  const { clubGoals } = context.stores
  const nowMs = context.runtime.now()
  const fields = validInput(clubGoalInput(today(context)), input)
  return context.database.transact(async (tx) => {
    const { club } = await requireActor(context, { clubId: fields.clubId, athleteId, act: 'RUN_GOALS' }, tx)
    if ((await clubGoals.openOf([club._id], today(context), tx)).length >= MOST_CLUB_GOALS) {
      throw conflict(`The club has ${MOST_CLUB_GOALS} goals that are not over: end one first.`, 'TOO_MANY_GOALS', {
        max: MOST_CLUB_GOALS,
      })
    }
    const goal: ClubGoalRow = {
      _id: newId('ClubGoal'),
      ...fields,
      createdById: athleteId,
      createdAt: new Date(nowMs),
      revision: 1,
      countedBy: null,
    }
    await clubGoals.insert(goal, tx)
    recordAct(context, { clubId: club._id, actorId: athleteId, action: 'GOAL_SET', subjectId: goal._id, note: goal.title }, tx)
    tx.emit('club-goal.changed', clubGoalState(goal, false, nowMs))
    return goal
  }, context.origin)
}

/** Returns a goal that the caller may change, with its club. Whoever may not see the goals of a club does not learn which there are. */
const requireGoal = async (context: Context, goalId: string, tx: Tx): Promise<{ goal: ClubGoalRow; club: ClubRow }> => {
  const { athleteId } = requireAthlete(context.caller)
  const { clubs, clubGoals, memberships } = context.stores
  const goal = await clubGoals.get(goalId, tx)
  const found = goal && (await clubs.get(goal.clubId, tx))
  if (goal === null || found === null || !maySeeInside(found, await memberships.get(found._id, athleteId, tx)))
    throw notFound('This goal')
  const { club } = await requireActor(context, { clubId: goal.clubId, athleteId, act: 'RUN_GOALS' }, tx)
  return { goal, club }
}

/** Changes a goal. What its members have done is counted again where that follows from the change. */
export const updateClubGoal = async (context: Context, goalId: string, input: unknown): Promise<ClubGoalRow> => {
  const { athleteId } = requireAthlete(context.caller)
  const nowMs = context.runtime.now()
  const fields = validInput(clubGoalInput(today(context)), input)
  return context.database.transact(async (tx) => {
    const { goal } = await requireGoal(context, goalId, tx)
    if (fields.clubId !== goal.clubId) throw badUserInput([{ path: 'input.clubId', message: 'cannot change' }])
    const next: ClubGoalRow = { ...goal, ...fields, revision: goal.revision + 1 }
    await context.stores.clubGoals.replace(next, tx)
    const { clubId } = goal
    recordAct(context, { clubId, actorId: athleteId, action: 'GOAL_CHANGED', subjectId: goalId, note: next.title }, tx)
    tx.emit('club-goal.changed', clubGoalState(next, false, nowMs))
    return next
  }, context.origin)
}

/** Ends a goal, whether it was reached or not. The club no longer shows it. */
export const endClubGoal = async (context: Context, goalId: string): Promise<ClubRow> => {
  const { athleteId } = requireAthlete(context.caller)
  return context.database.transact(async (tx) => {
    const { goal, club } = await requireGoal(context, goalId, tx)
    await context.stores.clubGoals.delete(goalId, tx)
    const { clubId, title } = goal
    recordAct(context, { clubId, actorId: athleteId, action: 'GOAL_ENDED', subjectId: goalId, note: title }, tx)
    const ended = { ...goal, revision: goal.revision + 1 }
    tx.emit('club-goal.changed', clubGoalState(ended, true, context.runtime.now()))
    return club
  }, context.origin)
}

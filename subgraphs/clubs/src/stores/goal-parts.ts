import { collection, type Database, type Tx } from '@gruppetto/runtime'
import { type ClubGoalRow, type GoalPartRow, ruleOf } from '../domain/club-goal.ts'

/** What each member has done for the goals of clubs. */
export const openGoalParts = (database: Database) => {
  const parts = collection<GoalPartRow>(database, {
    name: 'goal_parts',
    fields: { _id: 'string', goalId: 'string', clubId: 'string', athleteId: 'string', rule: 'string', units: 'number' },
    athletes: { ids: { athleteId: 'delete' }, exported: { not: 'sums of the activities' }, whileClosed: 'aside' },
    shardKey: { goalId: 1 },
    indexes: [
      // ClubGoal.progress, which reads the index alone, and ClubGoal.contributors in their order.
      { keys: { goalId: 1, rule: 1, units: -1, athleteId: 1 } },
    ],
  })
  return {
    /** Writes parts, also those with nothing: whoever counts the same part at the same time conflicts here and counts again. */
    async put(rows: readonly GoalPartRow[], tx: Tx): Promise<void> {
      await parts.put(rows, tx)
    },
    /** Returns the sums of goals, by their ids. */
    async totals(goals: readonly ClubGoalRow[]): Promise<ReadonlyMap<string, number>> {
      const sums = await parts.aggregate<{ _id: string; units: number }>([
        { $match: { $or: goals.map((goal) => ({ goalId: goal._id, rule: ruleOf(goal), units: { $gt: 0 } })) } },
        { $group: { _id: '$goalId', units: { $sum: '$units' } } },
      ])
      return new Map(sums.map(({ _id, units }) => [_id, units]))
    },
    /** Returns the greatest parts of a goal. */
    async greatest(goal: ClubGoalRow, limit: number): Promise<readonly GoalPartRow[]> {
      const sort = { units: -1, athleteId: 1 } as const
      return parts.many({ goalId: goal._id, rule: ruleOf(goal), units: { $gt: 0 } }, { sort, limit })
    },
    async deleteOf(goalId: string): Promise<void> {
      await parts.deleteMany({ goalId })
    },
  }
}

import { collection, type Database, replaceRevision, type Tx } from '@gruppetto/runtime'
import type { ClubGoalRow } from '../domain/club-goal.ts'

/** How many goals that are over a club still shows. */
const MOST_PAST = 10

/** What clubs want to reach together. */
export const openClubGoals = (database: Database) => {
  const goals = collection<ClubGoalRow>(database, {
    name: 'club_goals',
    fields: {
      _id: 'string',
      clubId: 'string',
      title: 'string',
      metric: 'string',
      sports: 'array',
      target: 'number',
      startsOn: 'string',
      endsOn: 'string',
      createdById: 'string',
      createdAt: 'date',
      revision: 'number',
      countedBy: 'string | null',
    },
    athletes: { ids: { createdById: 'forget' }, exported: { to: ['createdById'] } },
    shardKey: { clubId: 'hashed' },
    indexes: [
      // Club.goals; the goals for which an activity of a member counts.
      { keys: { clubId: 1, endsOn: 1 } },
    ],
  })
  return {
    async get(goalId: string, tx?: Tx): Promise<ClubGoalRow | null> {
      return goals.one({ _id: goalId }, { tx })
    },
    async insert(goal: ClubGoalRow, tx: Tx): Promise<void> {
      await goals.insert([goal], tx)
    },
    /** Replaces the row that has the revision before. Throws when there is another one meanwhile. */
    async replace(goal: ClubGoalRow, tx: Tx): Promise<void> {
      await replaceRevision(goals, goal, tx)
    },
    async delete(goalId: string, tx: Tx): Promise<void> {
      await goals.deleteOne({ _id: goalId }, tx)
    },
    /** Notes by which rule all members were counted, unless the goal has changed meanwhile. */
    async noteCounted({ _id, revision }: ClubGoalRow, countedBy: string): Promise<void> {
      await goals.updateOne({ _id, revision }, { $set: { countedBy } })
    },
    /** The goals of some clubs that are not over before a day, the first to end first. */
    async openOf(clubIds: readonly string[], day: string, tx?: Tx): Promise<readonly ClubGoalRow[]> {
      if (clubIds.length === 0) return []
      return goals.many({ clubId: { $in: clubIds }, endsOn: { $gte: day } }, { sort: { endsOn: 1, _id: 1 }, tx })
    },
    /** The goals of a club that were over before a day, the last first. */
    async pastOf(clubId: string, day: string): Promise<readonly ClubGoalRow[]> {
      return goals.many({ clubId, endsOn: { $lt: day } }, { sort: { endsOn: -1, _id: 1 }, limit: MOST_PAST })
    },
  }
}

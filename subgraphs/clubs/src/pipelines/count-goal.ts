import { SYSTEM } from '@gruppetto/runtime'
import { type ClubGoalRow, partIn, ruleOf } from '../domain/club-goal.ts'
import type { ActivityFact } from '../domain/scoring.ts'
import { partOf } from '../domain/standing.ts'
import type { Services } from '../services.ts'
import { readCheerDays } from './read-cheer-days.ts'

/** Counts the parts of some members. A member who leaves or is active meanwhile conflicts, and then this counts again. */
const countMembers = (services: Services, goal: ClubGoalRow, athleteIds: readonly string[]): Promise<void> =>
  services.database.transact(async (tx) => {
    const { stores } = services
    // Otherwise an activity whose transaction began before there was the goal would be counted by neither.
    await stores.athleteLocks.takeAll(athleteIds, tx)
    const active = await stores.memberships.activeAmong(goal.clubId, athleteIds, tx)
    const facts = await stores.activityFacts.ofDays(active, goal.startsOn, goal.endsOn, tx)
    const cheerDays = await readCheerDays(services, [goal], active, tx)
    const byAthlete = new Map(active.map((athleteId): [string, ActivityFact[]] => [athleteId, []]))
    for (const fact of facts) byAthlete.get(fact.athleteId)?.push(fact)
    const parts = [...byAthlete].map(([athleteId, own]) => {
      const doings = { facts: own, cheerDays: cheerDays.get(athleteId) ?? [] }
      return partIn(goal, athleteId, partOf(goal, doings))
    })
    await stores.goalParts.put(parts, tx)
  }, SYSTEM)

const MEMBERS_AT_ONCE = 100

/** Counts what all members have done for a goal. Running it again, also half, changes nothing. */
export const countGoal = async (services: Services, goalId: string): Promise<void> => {
  const { clubGoals, goalParts, memberships } = services.stores
  const goal = await clubGoals.get(goalId)
  if (goal === null) {
    await goalParts.deleteOf(goalId)
    return
  }
  const rule = ruleOf(goal)
  if (goal.countedBy === rule) return
  for await (const athleteIds of memberships.activeAthleteIds(goal.clubId)) {
    for (let from = 0; from < athleteIds.length; from += MEMBERS_AT_ONCE) {
      await countMembers(services, goal, athleteIds.slice(from, from + MEMBERS_AT_ONCE))
    }
  }
  await clubGoals.noteCounted(goal, rule)
}

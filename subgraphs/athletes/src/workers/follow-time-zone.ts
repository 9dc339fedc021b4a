import { isDeepStrictEqual } from 'node:util'
import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { nextActivity } from '../domain/badges/activity-contribution.ts'
import { reviewBadges } from '../pipelines/badges/review-badges.ts'
import { loadContribution, saveContribution } from '../pipelines/badges/save-contribution.ts'
import type { Services } from '../services.ts'

/** Two zones differ by a day at most, and the day before must hold. */
const RECENT_MS = 3 * 86_400_000
const ACTIVITIES_MAX = 100

/**
 * When an athlete moves to another time zone, the days that the last activities have there keep the streak too, so that one which held in
 * either zone holds.
 */
export const followTimeZone = (services: Services): AnyWorker => {
  const { stores } = services
  return defineWorker({
    name: 'athletes-follow-time-zone',
    on: ['athlete.changed'],
    save: async (_loaded, tx, { data: { athleteId } }, { now }) => {
      const streak = await stores.streaks.get(athleteId, tx)
      const account = await stores.accounts.get(athleteId, tx)
      if (streak === null || account === null || streak.timeZone === account.timeZone) return
      const since = new Date(now() - RECENT_MS)
      const recent = await stores.badgeContributions.ofActivitiesSince(athleteId, since, ACTIVITIES_MAX, tx)
      // The streak looks at other hours from now on, also without any activity.
      await reviewBadges(services, athleteId, (each) => each, tx)
      for (const before of recent) {
        const { _id, activityId, activity, happenedAt } = before
        if (activity === undefined) continue
        const after = nextActivity(before, activity, account.timeZone)
        // Most activities have the same day in both zones.
        if (isDeepStrictEqual(after, before)) continue
        const loaded = await loadContribution(services, { _id, athleteId, activityId, atMs: happenedAt.getTime() }, tx)
        if (loaded !== null) await saveContribution(services, { ...loaded, after }, tx)
      }
    },
  })
}

import type { Tx } from '@gruppetto/runtime'
import { badgeChanges, withBadges } from '../../domain/badges/awards.ts'
import type { StreakRow } from '../../domain/streaks/streak.ts'
import type { Storage } from '../../services.ts'
import { renewStreakOf, withLongest } from '../streaks/renew-streak.ts'
import { saveAwards } from './save-awards.ts'

/**
 * Changes what an athlete has chosen about the streak, computes it again, and makes the badges agree with it and with the rules.
 */
export const reviewBadges = async (
  services: Storage,
  athleteId: string,
  change: (streak: StreakRow) => StreakRow,
  tx: Tx,
): Promise<void> => {
  const { stores, runtime } = services
  const account = await stores.accounts.get(athleteId, tx)
  if (account === null) return
  const row = await stores.badgeCounts.take(athleteId, tx)
  const streak = await renewStreakOf(services, account, change, tx)
  const next = withBadges(row, withLongest(row.counts, streak))
  await stores.badgeCounts.put(next, tx)
  const nowMs = runtime.now()
  const cause = { athleteId, revision: row.revision, activityId: null, happenedAt: new Date(nowMs), nowMs }
  await saveAwards(services, badgeChanges(row.badges, next.badges), cause, tx)
}

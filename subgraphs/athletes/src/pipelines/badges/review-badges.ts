import type { Tx } from '@gruppetto/runtime'
import type { StreakRow } from '../../domain/streaks/streak.ts'
import type { Storage } from '../../services.ts'
import { renewStreakOf, withLongest } from '../streaks/renew-streak.ts'
import { saveCounts } from './save-counts.ts'

/** Changes what an athlete has chosen about the streak, computes it again, and makes the badges agree with it and with the rules. */
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
  const counts = withLongest(row.counts, streak)
  const nowMs = runtime.now()
  await saveCounts(services, { row, counts, activityId: null, happenedAt: new Date(nowMs), nowMs }, tx)
}

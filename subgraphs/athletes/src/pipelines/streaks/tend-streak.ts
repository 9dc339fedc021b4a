import { SYSTEM } from '@gruppetto/runtime'
import { addFreezes } from '../../domain/streaks/choices.ts'
import { automaticFreezesFor, markSeen, reminderFor } from '../../domain/streaks/due.ts'
import type { Services } from '../../services.ts'
import { reviewBadges } from '../badges/review-badges.ts'

/**
 * Looks at a streak that is due: uses freezes for the night that is over, or reminds the athlete in the evening. Of several processes
 * that do this at the same moment, one does it: the others cannot take the athlete's counts, run again, and find that it is not due any
 * more.
 */
export const tendStreak = (services: Services, athleteId: string): Promise<void> => {
  const { database, stores, runtime } = services
  return database.transact(async (tx) => {
    const nowMs = runtime.now()
    const streak = await stores.streaks.get(athleteId, tx)
    if (streak === null || streak.dueAt === null || streak.dueAt.getTime() > nowMs) return
    const freezes = automaticFreezesFor(streak, nowMs)
    // A freeze for last night moves the end of the streak to today.
    if (freezes.length === 0) {
      const reminder = reminderFor(streak, nowMs)
      if (reminder !== null) tx.emit('streak.at-risk', { athleteId, ...reminder, at: nowMs })
    }
    const seen = freezes.length === 0 ? markSeen(streak, nowMs) : addFreezes(streak, freezes)
    await reviewBadges(services, athleteId, () => seen, tx)
  }, SYSTEM)
}

import { SYSTEM, type Tx } from '@gruppetto/runtime'
import { addFreezes } from '../../domain/streaks/choices.ts'
import { automaticFreezesFor, markSeen, reminderFor } from '../../domain/streaks/due.ts'
import type { StreakRow } from '../../domain/streaks/streak.ts'
import type { Services } from '../../services.ts'
import { reviewBadges } from '../badges/review-badges.ts'
import { considerSilence } from './consider-silence.ts'
import { planReminderOf } from './plan-reminder.ts'

/** Plans a reminder in the morning and reminds at its hour, and considers what to do when nothing has happened for two weeks. */
const look = async (services: Services, streak: StreakRow, nowMs: number, tx: Tx): Promise<StreakRow> => {
  const planned = await planReminderOf(services, streak, nowMs, tx)
  const reminder = reminderFor(planned, nowMs)
  if (reminder !== null) tx.emit('streak.at-risk', { athleteId: streak._id, ...reminder, at: nowMs })
  return markSeen(await considerSilence(services, planned, nowMs, tx), nowMs)
}

/**
 * Looks at a streak that is due: uses freezes for the night that is over, or plans and gives a reminder. Of several processes
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
    const seen = freezes.length === 0 ? await look(services, streak, nowMs, tx) : addFreezes(streak, freezes)
    await reviewBadges(services, athleteId, () => seen, tx)
  }, SYSTEM)
}

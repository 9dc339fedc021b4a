import { localDayOf } from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import { HABIT_ACTIVITIES } from '../../domain/streaks/reminder-hour.ts'
import {
  decideNudge,
  LOOK_BACK_DAYS,
  markSilenceSeen,
  mayBeMissed,
  silenceDue,
  silentSince,
} from '../../domain/streaks/silence.ts'
import type { StreakRow } from '../../domain/streaks/streak.ts'
import type { Services } from '../../services.ts'
import { isOnFor } from './is-on-for.ts'

const DAY_MS = 24 * 3_600_000

const consider = async (services: Services, { _id: athleteId, pauses, timeZone }: StreakRow, nowMs: number, tx: Tx) => {
  const { models, stores } = services
  const account = await stores.accounts.get(athleteId, tx)
  if (account === null || !mayBeMissed(account, nowMs) || !(await isOnFor(services, 'nudges', account))) return
  const since = new Date(nowMs - LOOK_BACK_DAYS * DAY_MS)
  const rows = await stores.badgeContributions.ofActivitiesSince(athleteId, since, HABIT_ACTIVITIES, tx)
  const outings = rows.flatMap(({ activity }) => activity ?? [])
  const lastDay = silentSince(outings, pauses, localDayOf(nowMs, timeZone))
  if (lastDay === null) return
  const weeks = await stores.personaSignals.actsOf(athleteId, new Date(nowMs), tx)
  tx.emit('nudge.considered', {
    athleteId,
    lastDay,
    ...decideNudge(models.nudge.current(), outings, weeks, lastDay),
    at: nowMs,
  })
}

/**
 * Considers, once in two weeks without an activity, whether a friend's word would be welcome to an athlete, and says so by an event. Which friend may
 * be asked is for social to find. Returns the streak as it is then.
 */
export const considerSilence = async (services: Services, streak: StreakRow, nowMs: number, tx: Tx): Promise<StreakRow> => {
  const dueMs = silenceDue(streak, nowMs)
  if (dueMs === null || dueMs > nowMs) return streak
  await consider(services, streak, nowMs, tx)
  return markSilenceSeen(streak)
}

import { CHEERS_FOR_A_DAY, localDayOf } from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import type { Account } from '../../domain/account.ts'
import { type ForEach, forEachAudience } from '../../domain/audiences.ts'
import { type SetRow, seenBy } from '../../domain/badges/contribution.ts'
import type { Counts, SetName } from '../../domain/badges/counts.ts'
import { isSettled, nextDue } from '../../domain/streaks/due.ts'
import { newStreak, renewStreak, type StreakRow } from '../../domain/streaks/streak.ts'
import type { Storage } from '../../services.ts'

const membersOf = (
  rows: readonly SetRow[],
  set: SetName,
  isIn: (count: SetRow['counts'][string]) => boolean,
): readonly string[] =>
  rows
    .filter((row) => row.set === set)
    .flatMap((row) => Object.entries(row.counts).flatMap(([member, count]) => (isIn(count) ? [member] : [])))
    .sort()

/**
 * Changes an athlete's streak, computes it again from the days, and stores it. Emits when what a reminder of today has said is over. The transaction
 * has taken the athlete's counts.
 */
export const renewStreakOf = async (
  { stores, runtime }: Storage,
  { _id: athleteId, timeZone }: Pick<Account, '_id' | 'timeZone'>,
  change: (streak: StreakRow) => StreakRow,
  tx: Tx,
): Promise<StreakRow> => {
  const nowMs = runtime.now()
  const known = (await stores.streaks.get(athleteId, tx)) ?? newStreak(athleteId, timeZone)
  const rows = await stores.badgeCounts.members(athleteId, ['days', 'otherDays', 'cheerDays'], tx)
  const activeDays = forEachAudience((audience) => ({
    days: membersOf(rows, 'days', (count) => seenBy(count, audience) > 0),
    otherDays: membersOf(rows, 'otherDays', (count) => seenBy(count, audience) > 0),
  }))
  const cheerDays = membersOf(rows, 'cheerDays', (count) => seenBy(count, 'EVERYONE') >= CHEERS_FOR_A_DAY)
  const today = localDayOf(nowMs, timeZone)
  const renewed = renewStreak({ ...change(known), timeZone }, activeDays, cheerDays, today)
  const streak = { ...renewed, dueAt: nextDue(renewed, nowMs) }
  await stores.streaks.put(streak, tx)
  if (isSettled(known, streak, today)) tx.emit('streak.settled', { athleteId, day: today, at: nowMs })
  return streak
}

/** Returns the counts with the longest streaks. */
export const withLongest = (counts: ForEach<Counts>, { views }: StreakRow): ForEach<Counts> =>
  forEachAudience((audience) => ({
    ...counts[audience],
    longestDays: views[audience].days.longest,
    longestWeeks: views[audience].weeks.longest,
  }))

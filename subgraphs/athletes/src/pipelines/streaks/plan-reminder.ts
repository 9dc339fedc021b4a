import { localHourOf } from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import { planReminder, reminderToPlan } from '../../domain/streaks/due.ts'
import { chooseReminderHour, HABIT_ACTIVITIES, HABIT_DAYS, type Start } from '../../domain/streaks/reminder-hour.ts'
import type { StreakRow } from '../../domain/streaks/streak.ts'
import type { Services } from '../../services.ts'
import { isOnFor } from './is-on-for.ts'

const DAY_MS = 24 * 3_600_000

const readStarts = async ({ stores }: Services, athleteId: string, nowMs: number, tx: Tx): Promise<readonly Start[]> => {
  const rows = await stores.badgeContributions.ofActivitiesSince(
    athleteId,
    new Date(nowMs - HABIT_DAYS * DAY_MS),
    HABIT_ACTIVITIES,
    tx,
  )
  return rows.flatMap(({ activity }) => (activity === undefined || activity.deleted ? [] : [activity]))
}

/** Chooses in the morning at which hour of the day an athlete is reminded of a streak that ends with it. Returns the streak as it is then. */
export const planReminderOf = async (services: Services, streak: StreakRow, nowMs: number, tx: Tx): Promise<StreakRow> => {
  const ending = reminderToPlan(streak, nowMs)
  if (ending === null) return streak
  const { _id: athleteId, timeZone } = streak
  const { models, stores } = services
  const account = await stores.accounts.get(athleteId, tx)
  const model = account !== null && (await isOnFor(services, 'reminder-hour', account)) ? models.reminderHour.current() : null
  const facts = { starts: await readStarts(services, athleteId, nowMs, tx), quiet: await stores.quietHours.of(athleteId, tx) }
  const choice = chooseReminderHour(model, ending, { ...facts, nowHour: localHourOf(nowMs, timeZone) })
  tx.emit('reminder.planned', { athleteId, ...ending, ...choice, at: nowMs })
  return planReminder(streak, ending, choice)
}

import type { EventData } from '@gruppetto/events'
import { localDayOf } from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import { type ActivityRow, dayOf } from '../domain/activity.ts'
import { instantsOf, yearOf } from '../domain/days.ts'
import { loadsByDay, recountYears, type TrainingYearRow } from '../domain/training-years.ts'
import type { Services } from '../services.ts'

type LoadedTraining = Awaited<ReturnType<typeof loadTraining>>

interface RecountedTraining {
  readonly years: readonly TrainingYearRow[]
  /** The day on which the activity was counted before, and the one on which it counts now; null for none. */
  readonly before: string | null
  readonly day: string | null
}

/**
 * Loads the training of the days on which an activity counts, now and when it was last counted. The caller holds the athlete's lock for
 * training.
 */
export const loadTraining = async (
  { stores: { activities, countedDays, trainingYears } }: Services,
  activity: ActivityRow | null,
  { activityId, athleteId, startedAtMs, timeZone }: EventData<'activity.changed'>,
  tx: Tx,
) => {
  const before = await countedDays.get(activityId, tx)
  const day = activity === null ? null : dayOf(activity)
  // A deleted activity without a counted day was counted before days were stored. The event says on which day it was.
  const lastDay = before ?? (day === null ? localDayOf(startedAtMs, timeZone) : day)
  const days = [...new Set([lastDay, day ?? lastDay])].sort()
  const ranges = days.map((each) => instantsOf({ since: each, until: each }))
  const training = await activities.trainingIn(athleteId, ranges, tx)
  return { training, before, day, days, years: await trainingYears.from(athleteId, yearOf(days[0] ?? lastDay), tx) }
}

/** Sums up those days again from the activities, and carries fitness forward from there. Loads in events are not used. */
export const recountDays = (athleteId: string, { training, years, before, day, days }: LoadedTraining): RecountedTraining => {
  const isCounted = (each: string): boolean => days.includes(each)
  return { years: recountYears(athleteId, years, loadsByDay(training, isCounted), isCounted), before, day }
}

export const saveTraining = async (
  { stores: { trainingYears, countedDays } }: Services,
  activityId: string,
  { years, before, day }: RecountedTraining,
  tx: Tx,
): Promise<void> => {
  trainingYears.putAtCommit(years, tx)
  if (day === before) return
  if (day === null) await countedDays.remove(activityId, tx)
  else countedDays.putAtCommit(activityId, day, tx)
}

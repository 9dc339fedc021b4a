import type { EventData } from '@gruppetto/events'
import type { Tx } from '@gruppetto/runtime'
import { type ActivityRow, dayOf } from '../domain/activity.ts'
import { instantsOf, yearOf } from '../domain/days.ts'
import { localDay } from '../domain/local-time.ts'
import { loadsByDay, recountYears, type TrainingYearRow } from '../domain/training-years.ts'
import type { Stores } from '../stores/mod.ts'

type LoadedTraining = Awaited<ReturnType<typeof loadTraining>>

interface RecountedTraining {
  readonly years: readonly TrainingYearRow[]
  /** The day the activity was counted on, and the one it counts on now; null for none. */
  readonly before: string | null
  readonly day: string | null
}

/** The training of the days that an activity counts on, as it is now and as it was when last counted. The caller has taken the athlete's lock for training. */
export const loadTraining = async (
  { activities, countedDays, trainingYears }: Stores,
  activity: ActivityRow | null,
  { activityId, athleteId, startedAtMs, timeZone }: EventData<'activity.changed'>,
  tx: Tx,
) => {
  const before = await countedDays.get(activityId, tx)
  const day = activity === null ? null : dayOf(activity)
  // What has gone and was never noted here, as of before there was anything to note, was last where the event says.
  const left = before ?? (day === null ? localDay(startedAtMs, timeZone) : day)
  const days = [...new Set([left, day ?? left])].sort()
  const ranges = days.map((each) => instantsOf({ since: each, until: each }))
  const training = await activities.trainingIn(athleteId, ranges, tx)
  return { training, before, day, days, years: await trainingYears.from(athleteId, yearOf(days[0] ?? left), tx) }
}

/** Those days summed up again, and fitness carried on from there. No load is taken from an event. */
export const recountedTraining = (
  athleteId: string,
  { training, years, before, day, days }: LoadedTraining,
): RecountedTraining => {
  const isCounted = (each: string): boolean => days.includes(each)
  return { years: recountYears(athleteId, years, loadsByDay(training, isCounted), isCounted), before, day }
}

export const saveTraining = async (
  { trainingYears, countedDays }: Stores,
  activityId: string,
  { years, before, day }: RecountedTraining,
  tx: Tx,
): Promise<void> => {
  await trainingYears.put(years, tx)
  if (day !== before) await countedDays.put(activityId, day, tx)
}

import type { EventData } from '@gruppetto/events'
import { localDayOf } from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import { type ActivityRow, dayOf } from '../domain/activity.ts'
import { FIRST_DAY, instantsOf, LAST_DAY, yearOf } from '../domain/days.ts'
import { type DistanceYearRow, isKept, recountYearsCovered, sumsByDay } from '../domain/distance-years.ts'
import { loadsByDay, recountYears, type TrainingYearRow } from '../domain/training-years.ts'
import type { Services } from '../services.ts'

type LoadedTraining = Awaited<ReturnType<typeof loadTraining>>

interface RecountedTraining {
  readonly years: readonly TrainingYearRow[]
  readonly distanceYears: readonly DistanceYearRow[]
  /** The day on which the activity was counted before, and the one on which it counts now; null for none. */
  readonly before: string | null
  readonly day: string | null
  /** The revision of the activity that is counted; null where it is deleted. */
  readonly revision: number | null
}

/** All activities there can be. */
const EVER = instantsOf({ since: FIRST_DAY, until: LAST_DAY })

/**
 * Loads the training of the days on which an activity counts, now and when it was last counted. The caller holds the athlete's lock for
 * training.
 */
export const loadTraining = async (
  { stores: { activities, countedDays, trainingYears, distanceYears } }: Services,
  activity: ActivityRow | null,
  { activityId, athleteId, startedAtMs, timeZone }: EventData<'activity.changed'>,
  tx: Tx,
) => {
  const before = await countedDays.get(activityId, tx)
  const day = activity === null ? null : dayOf(activity)
  // A deleted activity without a counted day was counted before days were stored. The event says on which day it was.
  const lastDay = before ?? (day === null ? localDayOf(startedAtMs, timeZone) : day)
  const days = [...new Set([lastDay, day ?? lastDay])].sort()
  const distances = await distanceYears.ofYears(athleteId, [...new Set(days.map(yearOf))], tx)
  // Who was there before these sums were kept is counted whole, once.
  const areKept = distances.some(isKept) || (await distanceYears.areKept(athleteId, tx))
  const ranges = areKept ? days.map((each) => instantsOf({ since: each, until: each })) : [EVER]
  const training = await activities.trainingIn(athleteId, ranges, tx)
  const years = await trainingYears.from(athleteId, yearOf(days[0] ?? lastDay), tx)
  return { training, before, day, days, years, distances, areKept, revision: activity?.revision ?? null }
}

/** Sums up those days again from the activities, and carries fitness forward from there. Loads in events are not used. */
export const recountDays = (athleteId: string, loaded: LoadedTraining): RecountedTraining => {
  const { training, years, before, day, days, distances, areKept, revision } = loaded
  const isCounted = (each: string): boolean => days.includes(each)
  const isCovered = (each: string): boolean => !areKept || isCounted(each)
  return {
    years: recountYears(athleteId, years, loadsByDay(training, isCounted), isCounted),
    distanceYears: recountYearsCovered(athleteId, distances, sumsByDay(training, isCovered), isCovered),
    before,
    day,
    revision,
  }
}

export const saveTraining = async (
  { stores: { trainingYears, distanceYears, countedDays, uncountedDays } }: Services,
  { activityId, athleteId }: Pick<EventData<'activity.changed'>, 'activityId' | 'athleteId'>,
  { years, distanceYears: distances, before, day, revision }: RecountedTraining,
  tx: Tx,
): Promise<void> => {
  trainingYears.putAtCommit(years, tx)
  distanceYears.putAtCommit(distances, tx)
  await uncountedDays.forget({ activityId, athleteId, revision }, tx)
  if (day === before) return
  if (day === null) await countedDays.remove(activityId, tx)
  else countedDays.putAtCommit(activityId, day, tx)
}

import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { dayOf } from '../domain/activity.ts'
import { instantsOf, yearOf } from '../domain/days.ts'
import { localDay } from '../domain/local-time.ts'
import { loadsByDay, recounted } from '../domain/training-years.ts'
import type { Services } from '../services.ts'

/**
 * An activity came, changed or went: the days it counts on, now and before, are summed up again from the activities as they are, and fitness is
 * carried on from there. No load is taken from the event, so that any order and any repeat come to the same.
 */
export const countTraining = ({ stores }: Services): AnyWorker =>
  defineWorker({
    name: 'activities-count-training',
    on: ['activity.measured', 'activity.changed'],
    load: async ({ data: { activityId, athleteId, startedAtMs, timeZone } }, tx) => {
      await stores.athleteLocks.takeTraining(athleteId, tx)
      const [activity] = await stores.activities.manyIn([activityId], tx)
      const before = await stores.countedDays.get(activityId, tx)
      const day = activity === undefined ? null : dayOf(activity)
      // What has gone and was never noted here, as of before there was anything to note, was last where the event says.
      const left = before ?? (day === null ? localDay(startedAtMs, timeZone) : day)
      const days = [...new Set([left, day ?? left])].sort()
      const ranges = days.map((each) => instantsOf({ since: each, until: each }))
      const training = await stores.activities.trainingOn(athleteId, ranges, tx)
      return { training, before, day, days, years: await stores.trainingYears.from(athleteId, yearOf(days[0] ?? left), tx) }
    },
    decide: ({ data: { athleteId } }, { training, years, before, day, days }) => {
      const isCounted = (each: string): boolean => days.includes(each)
      return { years: recounted(athleteId, years, loadsByDay(training, isCounted), isCounted), before, day }
    },
    save: async (decision, tx, { data: { activityId } }) => {
      await stores.trainingYears.put(decision.years, tx)
      if (decision.day !== decision.before) await stores.countedDays.put(activityId, decision.day, tx)
    },
  })

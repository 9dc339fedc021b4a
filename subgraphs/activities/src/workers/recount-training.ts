import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { instantsOf, yearOf } from '../domain/days.ts'
import { loadsByDay, recountYears } from '../domain/training-years.ts'
import type { Services } from '../services.ts'

/** A day after all activities. */
const LAST_DAY = '9999-12-01'

/** Sums up all days of an athlete again from the first day whose measurements have changed. */
export const recountTraining = ({ stores }: Services): AnyWorker =>
  defineWorker({
    name: 'activities-recount-training',
    on: ['training.recalculated'],
    load: async ({ data: { athleteId, sinceDay } }, tx) => {
      await stores.athleteLocks.takeTraining(athleteId, tx)
      const range = instantsOf({ since: sinceDay, until: LAST_DAY })
      const training = await stores.activities.trainingIn(athleteId, [range], tx)
      return { training, years: await stores.trainingYears.from(athleteId, yearOf(sinceDay), tx) }
    },
    decide: ({ data: { athleteId, sinceDay } }, { training, years }) => {
      const isCounted = (day: string): boolean => day >= sinceDay
      return recountYears(athleteId, years, loadsByDay(training, isCounted), isCounted)
    },
    save: async (years, tx) => stores.trainingYears.putAtCommit(years, tx),
  })

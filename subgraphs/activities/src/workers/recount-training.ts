import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { FIRST_DAY, instantsOf, LAST_DAY, yearOf } from '../domain/days.ts'
import { recountYearsCovered, sumsByDay } from '../domain/distance-years.ts'
import { loadsByDay, recountYears } from '../domain/training-years.ts'
import type { Services } from '../services.ts'

/** Sums up all days of an athlete again from the first day whose measurements have changed: their loads and what was covered. */
export const recountTraining = ({ stores }: Services): AnyWorker =>
  defineWorker({
    name: 'activities-recount-training',
    on: ['training.recalculated'],
    load: async ({ data: { athleteId, sinceDay } }, tx) => {
      await stores.athleteLocks.takeTraining(athleteId, tx)
      // Who was there before these sums were kept is counted whole.
      const areKept = await stores.distanceYears.areKept(athleteId, tx)
      const range = instantsOf({ since: areKept ? sinceDay : FIRST_DAY, until: LAST_DAY })
      const training = await stores.activities.trainingIn(athleteId, [range], tx)
      const years = await stores.trainingYears.from(athleteId, yearOf(sinceDay), tx)
      return { training, years, areKept, distances: await stores.distanceYears.since(athleteId, yearOf(sinceDay), tx) }
    },
    decide: ({ data: { athleteId, sinceDay } }, { training, years, areKept, distances }) => {
      const isCounted = (day: string): boolean => day >= sinceDay
      const isCovered = (day: string): boolean => !areKept || isCounted(day)
      return {
        years: recountYears(athleteId, years, loadsByDay(training, isCounted), isCounted),
        distances: recountYearsCovered(athleteId, distances, sumsByDay(training, isCovered), isCovered),
      }
    },
    save: async ({ years, distances }, tx) => {
      stores.trainingYears.putAtCommit(years, tx)
      stores.distanceYears.putAtCommit(distances, tx)
    },
  })

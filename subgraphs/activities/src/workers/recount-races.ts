import type { EventData } from '@gruppetto/events'
import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { measureRace } from '../pipelines/measure-race.ts'
import type { Services } from '../services.ts'

/** How many recordings one event measures. */
const PAGE_SIZE = 20

/** Measures anew what was recorded for an event that was moved, page by page: each page is one event, which emits that of the next. */
export const recountRaces = (services: Services): AnyWorker =>
  defineWorker({
    name: 'activities-recount-races',
    on: ['race.moved'],
    prepare: async ({ data }, { working }) => {
      const { eventId, fromMs, untilMs, afterId } = data
      const within = { eventId, from: new Date(fromMs), until: new Date(untilMs), afterId }
      const page = await services.stores.liveSessions.racedOf(within, PAGE_SIZE)
      const races: Omit<EventData<'activity.raced'>, 'at'>[] = []
      for (const { athleteId, activityId } of page) {
        const race = activityId === null ? null : await measureRace(services, { activityId, athleteId })
        if (race !== null) races.push(race)
        working()
      }
      const last = page.length === PAGE_SIZE ? page.at(-1) : undefined
      return { races, next: last === undefined ? null : { ...data, afterId: last._id } }
    },
    concerns: (_event, { races, next }) => races.length > 0 || next !== null,
    decide: (_event, _nothing, page) => page,
    save: async ({ races, next }, tx, _event, { now }) => {
      for (const race of races) tx.emit('activity.raced', { ...race, at: now() })
      if (next !== null) tx.emit('race.moved', next)
    },
  })

import { localDayOf } from '@gruppetto/graph'
import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { forEveryone } from '../domain/badges/contribution.ts'
import { loadContribution, saveContribution } from '../pipelines/badges/save-contribution.ts'
import type { Services } from '../services.ts'

/** Counts the cheers that an athlete gives. Enough of them on a day without activity keep the streak. */
export const countCheers = (services: Services): AnyWorker =>
  defineWorker({
    name: 'athletes-count-cheers',
    on: ['cheer.given'],
    lane: ({ data }) => data.athleteId,
    load: ({ data: { cheerId, athleteId, at } }, tx) =>
      loadContribution(services, { _id: `cheer:${cheerId}`, athleteId, atMs: at }, tx),
    decide: ({ data: { eventId, at } }, loaded) => {
      if (loaded === null || loaded.before.revision >= 0) return null
      const { before, timeZone } = loaded
      const members = { cheerDays: [localDayOf(at, timeZone)], ...(eventId === undefined ? {} : { eventsWithCheers: [eventId] }) }
      return { ...loaded, after: { ...before, ...forEveryone({ cheersGiven: 1 }, members), revision: 0 } }
    },
    save: async (change, tx) => {
      if (change !== null) await saveContribution(services, change, tx)
    },
  })

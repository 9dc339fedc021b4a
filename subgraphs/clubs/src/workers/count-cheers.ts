import { createdAtMsOf } from '@gruppetto/graph'
import { type AnyWorker, defineWorker, RetryEvent } from '@gruppetto/runtime'
import { cheerDayOf, withCheer } from '../domain/cheer-day.ts'
import { countCheerDay } from '../pipelines/update-standings.ts'
import type { Services } from '../services.ts'

/** An account is erased two weeks after it was made at the earliest. */
const NEW_MS = 24 * 3_600_000

/**
 * Counts the cheers that an athlete gives. Enough of them make a day of rest count in the goals of their clubs. It is not repeatable: after a
 * change of the athlete's time zone the same cheer would be one of another day.
 */
export const countCheers = (services: Services): AnyWorker =>
  defineWorker({
    name: 'clubs-count-cheers',
    on: ['cheer.given'],
    lane: ({ data }) => data.athleteId,
    load: async ({ data }, tx, _prepared, { now }) => {
      const { athleteId } = data
      const { athleteLocks, cheerDays, relations } = services.stores
      const account = await relations.accounts.get(athleteId, tx)
      if (account === null) {
        if (now() - (createdAtMsOf(athleteId) ?? 0) < NEW_MS) throw new RetryEvent(`the account ${athleteId} is not here yet`)
        // A late event must not bring back what was erased.
        return null
      }
      await athleteLocks.take(athleteId, tx)
      const empty = cheerDayOf(data, account.timeZone)
      return (await cheerDays.get(empty, tx)) ?? empty
    },
    decide: ({ data }, day) => day && withCheer(day, data.cheerId),
    save: async (day, tx) => {
      if (day === null) return
      await services.stores.cheerDays.put(day, tx)
      if (day.counts) await countCheerDay(services, day, tx)
    },
  })

import type { PeriodicJob } from '@gruppetto/graph'
import { portions } from '@gruppetto/runtime'
import { tendStreak } from '../pipelines/streaks/tend-streak.ts'
import type { Services } from '../services.ts'
import type { DueStreak } from '../stores/streaks.ts'

const STREAKS_AT_ONCE = 100
const TOGETHER = 5

/**
 * Plans reminders of streaks that end tonight in the morning of each time zone, reminds at their hours, uses automatic freezes at night, and considers
 * after two weeks without an activity whether a friend's word would be welcome. It reads only the streaks that are due, from an index. One that fails
 * is logged and comes again with the next run.
 */
export const tendStreaks = (services: Services): PeriodicJob => ({
  name: 'athletes-tend-streaks',
  everyMs: 30_000,
  async run() {
    const { stores, runtime } = services
    const until = new Date(runtime.now())
    const tend = async ({ _id }: DueStreak) => {
      try {
        await tendStreak(services, _id)
      } catch (error) {
        runtime.log.error({ err: error, athleteId: _id }, 'a streak could not be looked at')
      }
    }
    const read = (last: DueStreak | null) => stores.streaks.due(until, last, STREAKS_AT_ONCE)
    for await (const due of portions(STREAKS_AT_ONCE, read))
      for (let at = 0; at < due.length; at += TOGETHER) await Promise.all(due.slice(at, at + TOGETHER).map(tend))
  },
})

import type { PeriodicJob } from '@gruppetto/graph'
import { COLLECTED_AT_ONCE, collectNotices } from '../pipelines/collect-notices.ts'
import type { Services } from '../services.ts'

const READ_AT_ONCE = 1_000
/** One run of the job ends after so many transactions, so that a process can stop. */
const MOST_ROUNDS = 50

/** Adds the notices that wait to their groups. Several processes may run it at once: two that take the same group conflict, and one runs again. */
export const collectWaitingNotices = (services: Services): PeriodicJob => ({
  name: 'social-collect-notices',
  everyMs: 1_000,
  async run() {
    const { stores, runtime } = services
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      let isMore = false
      for (const group of await stores.waitingNotices.groups(READ_AT_ONCE)) {
        const collected = await collectNotices(services, group).catch((error: unknown) => {
          // The others do not wait for a group that fails.
          runtime.log.warn({ err: error, ...group }, 'notices could not be added to their group; the next turn tries again')
          return 0
        })
        // What has come meanwhile waits for the next turn, so that a flood writes its group once a second.
        isMore ||= collected === COLLECTED_AT_ONCE
      }
      if (!isMore) return
    }
  },
})

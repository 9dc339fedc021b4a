import type { PeriodicJob } from '@gruppetto/graph'
import { closedBefore } from '../domain/closing.ts'
import { beginErasure, endRounds } from '../pipelines/erase-account.ts'
import type { Services } from '../services.ts'

const ACCOUNTS_AT_ONCE = 100

/** Erases the accounts whose time to come back is over, step by step. */
export const eraseAccounts = (services: Services): PeriodicJob => ({
  name: 'athletes-erase-accounts',
  everyMs: 60_000,
  async run() {
    const due = await services.stores.accounts.closedUntil(closedBefore(services.runtime.now()), ACCOUNTS_AT_ONCE)
    for (const athleteId of due) await beginErasure(services, athleteId)
    await endRounds(services)
  },
})

import { dueJob, type PeriodicJob } from '@gruppetto/graph'
import { SYSTEM } from '@gruppetto/runtime'
import { addSignals, inferPersona } from '../domain/persona-signals.ts'
import { changeAccount } from '../pipelines/change-account.ts'
import type { Services } from '../services.ts'

const WEEK_MS = 7 * 24 * 3_600_000

/**
 * Infers the persona of athletes from their use of eight weeks, once a week for each, in batches. It is told to the other subgraphs as a
 * change of the account. Several processes may run it at once: each review checks that it is still due.
 */
export const inferPersonas = (services: Services): PeriodicJob => {
  const { database, runtime, stores } = services

  const review = (athleteId: string): Promise<void> =>
    database.transact(async (tx) => {
      const now = new Date(runtime.now())
      if (!(await stores.personaSignals.isDue(athleteId, now, tx))) return
      const weeks = await stores.personaSignals.weeksOf(athleteId, now, tx)
      // An athlete who comes back is looked at again from the next signal on.
      const next = weeks.length === 0 ? null : new Date(now.getTime() + WEEK_MS)
      await stores.personaSignals.postpone(athleteId, next, tx)
      const inferred = inferPersona(addSignals(weeks))
      if (inferred === null || (await stores.accounts.get(athleteId, tx)) === null) return
      await changeAccount(
        services,
        athleteId,
        (account) =>
          account.inferredPersona?.persona === inferred.persona ? account : { ...account, inferredPersona: inferred },
        tx,
      )
    }, SYSTEM)

  return dueJob(runtime, {
    name: 'athletes-infer-personas',
    everyMs: 60_000,
    maxBatches: 20,
    due: stores.personaSignals.due,
    work: review,
    failure: 'a persona could not be inferred',
  })
}

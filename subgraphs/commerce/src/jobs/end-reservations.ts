import { dueJob, type PeriodicJob } from '@gruppetto/graph'
import { SYSTEM } from '@gruppetto/runtime'
import { giveBack } from '../pipelines/use-code.ts'
import type { Services } from '../services.ts'

/** Gives back the use of a code whose payment page was left without a payment. */
export const endReservations = (services: Services): PeriodicJob =>
  dueJob(services.runtime, {
    name: 'commerce-end-code-reservations',
    everyMs: 60_000,
    maxBatches: 10,
    due: services.stores.codes.endedReservations,
    work: (row) => services.database.transact((tx) => giveBack(services, row, tx), SYSTEM),
    failure: 'the use of a code could not be given back',
  })

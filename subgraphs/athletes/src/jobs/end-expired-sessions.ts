import { dueJob, type PeriodicJob } from '@gruppetto/graph'
import { endExpiredSession } from '../pipelines/end-session.ts'
import type { Services } from '../services.ts'

/** Ends sessions that nobody has used for so long that they have expired. Several processes may run it at once: each session ends once. */
export const endExpiredSessions = (services: Services): PeriodicJob =>
  dueJob(services.runtime, {
    name: 'athletes-end-expired-sessions',
    everyMs: 60_000,
    maxBatches: 20,
    due: services.stores.sessions.expired,
    work: (session) => endExpiredSession(services, session),
    failure: 'an expired session could not be ended',
  })

import type { PeriodicJob } from '@gruppetto/graph'
import { writeRevocations } from '../pipelines/end-session.ts'
import type { Services } from '../services.ts'

export const restoreRevocations = (services: Services): PeriodicJob => ({
  name: 'athletes-restore-revocations',
  everyMs: 60_000,
  run: () => writeRevocations(services),
})

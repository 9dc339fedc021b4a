import type { PeriodicJob } from '@gruppetto/graph'
import { restoreRevocations } from '../pipelines/end-session.ts'
import type { Services } from '../services.ts'

export const makeJobs = (services: Services): readonly PeriodicJob[] => [
  { name: 'athletes-rotate-signing-keys', everyMs: 10 * 60_000, run: () => services.signer.rotate() },
  { name: 'athletes-restore-revocations', everyMs: 60_000, run: () => restoreRevocations(services) },
]

import type { PeriodicJob } from '@gruppetto/graph'
import type { Services } from '../services.ts'
import { endExpiredSessions } from './end-expired-sessions.ts'
import { eraseAccounts } from './erase-accounts.ts'
import { expireExports } from './expire-exports.ts'
import { inferPersonas } from './infer-personas.ts'
import { restoreRevocations } from './restore-revocations.ts'
import { rotateSigningKeys } from './rotate-signing-keys.ts'
import { sweepPhotos } from './sweep-photos.ts'
import { tendStreaks } from './tend-streaks.ts'

export const makeJobs = (services: Services): readonly PeriodicJob[] => [
  rotateSigningKeys(services),
  restoreRevocations(services),
  endExpiredSessions(services),
  sweepPhotos(services),
  tendStreaks(services),
  inferPersonas(services),
  eraseAccounts(services),
  expireExports(services),
]

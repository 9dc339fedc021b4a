import type { PeriodicJob } from '@gruppetto/graph'
import type { Services } from '../services.ts'

export const rotateSigningKeys = ({ signer }: Services): PeriodicJob => ({
  name: 'athletes-rotate-signing-keys',
  everyMs: 10 * 60_000,
  run: () => signer.rotate(),
})

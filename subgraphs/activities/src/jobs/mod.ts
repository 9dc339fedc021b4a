import type { PeriodicJob } from '@gruppetto/graph'
import type { Services } from '../services.ts'
import { announceOlderGear } from './announce-gear.ts'
import { countHeat } from './count-heat.ts'
import { countSegments } from './count-segments.ts'
import { rematchNewSegments } from './rematch-new-segments.ts'
import { sweepSamples } from './sweep-samples.ts'
import { sweepUploads } from './sweep-uploads.ts'
import { tendLiveSessions } from './tend-live-sessions.ts'

export const makeJobs = (services: Services): readonly PeriodicJob[] => [
  sweepUploads(services),
  sweepSamples(services),
  tendLiveSessions(services),
  countSegments(services),
  countHeat(services),
  rematchNewSegments(services),
  announceOlderGear(services),
]

import type { PeriodicJob } from '@gruppetto/graph'
import type { Services } from '../services.ts'
import { closeFeedGaps } from './close-feed-gaps.ts'
import { collectWaitingNotices } from './collect-notices.ts'
import { deliver } from './deliver.ts'
import { tellQuietHours } from './tell-quiet-hours.ts'

export const makeJobs = (services: Services): readonly PeriodicJob[] => [
  closeFeedGaps(services),
  collectWaitingNotices(services),
  deliver(services),
  tellQuietHours(services),
]

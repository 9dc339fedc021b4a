import type { PeriodicJob } from '@gruppetto/graph'
import type { Services } from '../services.ts'
import { prepareDigests } from './prepare-digests.ts'

export const makeJobs = (services: Services): readonly PeriodicJob[] => [prepareDigests(services)]

import type { PeriodicJob } from '@gruppetto/graph'
import type { Services } from '../services.ts'
import { compactFiles } from './compact-files.ts'

export const makeJobs = (services: Services): PeriodicJob[] => [compactFiles(services)]

import type { PeriodicJob } from '@gruppetto/graph'
import type { Services } from '../services.ts'
import { deliverWebhooks } from './deliver-webhooks.ts'

export const makeJobs = (services: Services): readonly PeriodicJob[] => [deliverWebhooks(services)]

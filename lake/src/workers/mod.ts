import type { AnyWorker } from '@gruppetto/runtime'
import type { Services } from '../services.ts'
import { followConsents } from './follow-consents.ts'
import { forgetAthletes } from './forget-athletes.ts'

export const makeWorkers = (services: Services): AnyWorker[] => [forgetAthletes(services), followConsents(services)]

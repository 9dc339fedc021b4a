import type { PeriodicJob } from '@gruppetto/graph'
import type { Services } from '../services.ts'
import { announceProducts } from './announce-products.ts'
import { applyWaitingEvents } from './apply-waiting-events.ts'
import { closeStatementsMonthly } from './close-statements.ts'
import { countProductLives } from './count-product-lives.ts'
import { deliverWebhooks } from './deliver-webhooks.ts'
import { endPremiumGrants } from './end-premium-grants.ts'
import { endReservations } from './end-reservations.ts'
import { lookAtSubscriptions } from './look-at-subscriptions.ts'
import { deliverSandboxWebhooks, passSandboxTime } from './run-sandbox.ts'

export const makeJobs = (services: Services): readonly PeriodicJob[] => [
  announceProducts(services),
  applyWaitingEvents(services),
  lookAtSubscriptions(services),
  endPremiumGrants(services),
  endReservations(services),
  deliverWebhooks(services),
  closeStatementsMonthly(services),
  countProductLives(services),
  passSandboxTime(services),
  deliverSandboxWebhooks(services),
]

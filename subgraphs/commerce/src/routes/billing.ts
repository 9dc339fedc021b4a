import type { Routes } from '@gruppetto/graph'
import type { Services } from '../services.ts'
import { leadTo } from './pages.ts'
import { isSignedRequest, refuseLink } from './signed-links.ts'

export const BILLING_ROUTE = '/billing/:athleteId'

/** The link of a mail about a payment that failed: leads to the provider's page for cards, which is made anew for each visit. */
export const billingRoute =
  (services: Services): Routes =>
  (app) => {
    const { stores, runtime, payments } = services
    app.get<{ Params: { athleteId: string } }>(BILLING_ROUTE, async (request, reply) => {
      const row = isSignedRequest(services, request) ? await stores.subscriptions.get(request.params.athleteId) : null
      if (row === null || payments === null || row.provider !== payments.name) {
        return refuseLink(reply, 'Open the app to change your card.')
      }
      return leadTo(reply, await payments.portalUrl(row.customerId, runtime.config.publicUrl))
    })
  }

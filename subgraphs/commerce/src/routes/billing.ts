import { isSignedPath, type Routes } from '@gruppetto/graph'
import { plainQuery } from '@gruppetto/runtime'
import { html } from '../domain/html.ts'
import type { Services } from '../services.ts'
import { PAGE_HEADERS, sendPage } from './pages.ts'

export const BILLING_ROUTE = '/billing/:athleteId'

/** The link of a mail about a payment that failed: leads to the provider's page for cards, which is made anew for each visit. */
export const billingRoute =
  ({ stores, runtime, payments }: Services): Routes =>
  (app) => {
    app.get<{ Params: { athleteId: string } }>(BILLING_ROUTE, async (request, reply) => {
      const path = request.url.split('?')[0] ?? ''
      const isOpen = isSignedPath(path, plainQuery(request), runtime.config.identitySecret, runtime.now())
      const row = isOpen ? await stores.subscriptions.get(request.params.athleteId) : null
      if (row === null || payments === null || row.provider !== payments.name) {
        const title = 'This link does not work'
        return sendPage(reply, 404, title, html`<h1>${title}</h1><p>Open the app to change your card.</p>`)
      }
      const location = await payments.portalUrl(row.customerId, runtime.config.publicUrl)
      return reply
        .code(303)
        .headers({ ...PAGE_HEADERS, location })
        .send('')
    })
  }

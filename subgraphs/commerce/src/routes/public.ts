import type { Routes } from '@gruppetto/graph'
import { deliverSandbox } from '../pipelines/deliver-sandbox.ts'
import type { Services } from '../services.ts'
import { AFFILIATE_ROUTE, affiliateLinkRoute, OFFER_ROUTE } from './affiliate-link.ts'
import { BILLING_ROUTE, billingRoute } from './billing.ts'
import { EMBED_ROUTE, embedBoardRoute } from './embed/embed-board.ts'
import { GIFT_ROUTE, giftPage } from './gift-page.ts'
import { PARTNER_FILE_ROUTES, partnerFileRoutes } from './partner-files.ts'
import { PAYMENT_WEBHOOK_ROUTE, paymentWebhookRoute } from './payment-webhook.ts'
import { POSTBACK_ROUTE, postbackRoute } from './postback.ts'
import { RECEIPT_ROUTE, receiptPages, YEAR_ROUTE } from './receipts.ts'
import { SANDBOX_CHECKOUT_ROUTE, SANDBOX_PORTAL_ROUTE, sandboxPages } from './sandbox/sandbox-pages.ts'

/** The paths of this subgraph that clients reach through the gateway. */
export const publicPaths = [
  AFFILIATE_ROUTE,
  BILLING_ROUTE,
  EMBED_ROUTE,
  GIFT_ROUTE,
  OFFER_ROUTE,
  ...PARTNER_FILE_ROUTES,
  PAYMENT_WEBHOOK_ROUTE,
  POSTBACK_ROUTE,
  RECEIPT_ROUTE,
  SANDBOX_CHECKOUT_ROUTE,
  SANDBOX_PORTAL_ROUTE,
  YEAR_ROUTE,
]

export const publicRoutes = (services: Services): Routes => {
  const { sandbox } = services
  const all = [
    affiliateLinkRoute(services),
    paymentWebhookRoute(services),
    embedBoardRoute(services),
    partnerFileRoutes(services),
    billingRoute(services),
    giftPage(services),
    receiptPages(services),
    postbackRoute(services),
    sandboxPages(sandbox === null ? null : { sandbox, settle: () => deliverSandbox(services) }),
  ]
  return (app) => {
    for (const routes of all) routes(app)
  }
}

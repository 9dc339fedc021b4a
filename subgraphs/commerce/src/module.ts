import { type SubgraphModule, subgraphTypeDefs } from '@gruppetto/graph'
import { openLanes, type Runtime } from '@gruppetto/runtime'
import { makeContext } from './context.ts'
import { makeJobs } from './jobs/mod.ts'
import { type CodeDesk, makeCodeDesk } from './pipelines/code-desk.ts'
import { type KeyDesk, makeKeyDesk } from './pipelines/key-desk.ts'
import { makePaymentDesk, type PaymentDesk } from './pipelines/payment-desk.ts'
import { makePlanDesk, type PlanDesk } from './pipelines/plan-desk.ts'
import { makeProductDesk, type ProductDesk } from './pipelines/product-desk.ts'
import { openPayments } from './providers/open-payments.ts'
import type { PaymentProvider } from './providers/payment-provider.ts'
import { resolvers } from './resolvers/mod.ts'
import { apiKeyRoute } from './routes/api-key.ts'
import { publicPaths, publicRoutes } from './routes/public.ts'
import { closeServices, openServices, openStorage } from './services.ts'
import { makeWorkers } from './workers/mod.ts'

export { FeedError } from './domain/feed-table.ts'
export type { CodeDesk } from './pipelines/code-desk.ts'
export type { ImportOutcome } from './pipelines/import-products.ts'
export type { KeyDesk } from './pipelines/key-desk.ts'
export type { PaymentDesk, RefundRefusal } from './pipelines/payment-desk.ts'
export type { PlanDesk } from './pipelines/plan-desk.ts'
export type { ProductDesk } from './pipelines/product-desk.ts'

/** An API key reads its partner and what belongs to the partner's brand, but no other root field. SCOPES_OF_FIELDS has the mutations. */
const partnerMayRead = [
  'Query.partner',
  'Partner.*',
  'ApiKey.*',
  'NewApiKey.*',
  'Brand.*',
  'BrandColors.*',
  'OfferCodeStock.*',
  'AddedOfferCodes.*',
  'BrandedLeaderboard.*',
  'BrandedEntry.*',
  'CampaignReport.*',
  'CampaignDay.*',
  'Challenge.*',
  'ChallengeConnection.*',
  'ChallengeEdge.*',
  'Sponsorship.*',
  'Product.*',
  'ProductOffer.*',
  'ProductLife.*',
  'ProductConnection.*',
  'ProductCategoryCount.*',
  'ProductImport.*',
  'ImportedProduct.*',
  'ImportedField.*',
  'RefusedLine.*',
  'ProductEdge.*',
  'PageInfo.*',
  'AffiliateReport.*',
  'AffiliateProductRow.*',
  'RefusedClicks.*',
  'PayoutStatement.*',
  'CommissionRule.*',
  'PostbackAccess.*',
  'Webhook.*',
  'WebhookDelivery.*',
  'WebhookDeliveryConnection.*',
  'WebhookDeliveryEdge.*',
]

/** The subgraph with a payment provider of a test's own; without one, the configuration names it. */
export const commerceWith = (paymentsOf?: (runtime: Runtime) => PaymentProvider): SubgraphModule => ({
  name: 'commerce',
  typeDefs: subgraphTypeDefs('commerce'),
  resolvers,
  partnerMayRead,
  publicPaths,
  async open(runtime) {
    const services = await openServices(runtime, paymentsOf?.(runtime))
    return {
      database: services.database,
      workers: makeWorkers(services),
      jobs: makeJobs(services),
      publicRoutes: publicRoutes(services),
      internalRoutes: apiKeyRoute(services),
      suspendedUntilMs: services.stores.accounts.suspendedUntilMs,
      context: (caller, traceparent) => makeContext(services, caller, traceparent),
      close: () => closeServices(services),
    }
  },
})

/** Plans, brands and their leaderboards, the gear marketplace. */
export const commerce: SubgraphModule = commerceWith()

export { commerce as module }

/** Opens the desk that gives and takes premium, for the command line. */
export const openPlanDesk = async (runtime: Runtime): Promise<PlanDesk> => makePlanDesk(await openStorage(runtime))

/** Opens the desk of payments, for the command line. `payments` is for tests. */
export const openPaymentDesk = async (runtime: Runtime, payments?: PaymentProvider): Promise<PaymentDesk> => {
  const storage = await openStorage(runtime)
  const parts = { runtime, database: storage.database, rows: storage.stores.sandbox }
  return makePaymentDesk({ ...storage, ...openPayments(parts, payments), lanes: openLanes() })
}

/** Opens the desk that imports products, for the command line. */
export const openProductDesk = async (runtime: Runtime): Promise<ProductDesk> => makeProductDesk(await openStorage(runtime))

/** Opens the desk that makes codes, for the command line. */
export const openCodeDesk = async (runtime: Runtime): Promise<CodeDesk> => makeCodeDesk(await openStorage(runtime))

/** Opens the desk that makes keys of brands, for the command line. */
export const openKeyDesk = async (runtime: Runtime): Promise<KeyDesk> => makeKeyDesk(await openStorage(runtime))

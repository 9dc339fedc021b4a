import type { InvoiceResolvers, PremiumSubscriptionResolvers } from '../generated/resolvers.ts'
import { readPortalUrl } from '../pipelines/read-subscription.ts'

export const PremiumSubscription: PremiumSubscriptionResolvers = {
  invoices: ({ athleteId }, _args, { stores }) => stores.invoices.listOf(athleteId),
  portalUrl: (view, _args, context) => readPortalUrl(context, view),
}

export const Invoice: InvoiceResolvers = {
  id: ({ _id }) => _id,
  amountCents: ({ amount }) => amount,
}

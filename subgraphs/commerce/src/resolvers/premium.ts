import type { InvoiceResolvers, PremiumSubscriptionResolvers } from '../generated/resolvers.ts'
import { readReceiptsUrl, readReceiptUrl } from '../pipelines/read-receipts.ts'
import { readPortalUrl } from '../pipelines/read-subscription.ts'

export const PremiumSubscription: PremiumSubscriptionResolvers = {
  invoices: ({ athleteId }, _args, { stores }) => stores.invoices.listOf(athleteId),
  receiptsUrl: ({ athleteId }, { year }, context) => readReceiptsUrl(context, athleteId, year),
  portalUrl: (view, _args, context) => readPortalUrl(context, view),
}

export const Invoice: InvoiceResolvers = {
  id: ({ _id }) => _id,
  amountCents: ({ amount }) => amount,
  url: async ({ _id }, _args, context) => readReceiptUrl(context, _id),
}

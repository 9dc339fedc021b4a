import type {
  AffiliateProductRowResolvers,
  AffiliateReportResolvers,
  CommissionRuleResolvers,
  PayoutStatementResolvers,
} from '../generated/resolvers.ts'
import { requireProduct } from '../pipelines/require-product.ts'

export const AffiliateReport: AffiliateReportResolvers = {
  revenueCents: ({ revenue }) => revenue,
  commissionCents: ({ commission }) => commission,
}

export const AffiliateProductRow: AffiliateProductRowResolvers = {
  product: ({ productId }, _args, context) => requireProduct(context, productId),
  revenueCents: ({ revenue }) => revenue,
  commissionCents: ({ commission }) => commission,
}

export const PayoutStatement: PayoutStatementResolvers = {
  commissionCents: ({ commission }) => commission,
}

export const CommissionRule: CommissionRuleResolvers = {
  id: ({ _id }) => _id,
}

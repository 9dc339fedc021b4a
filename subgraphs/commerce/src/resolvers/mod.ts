import { typeOfId } from '@gruppetto/graph'
import type { Resolvers } from '../generated/resolvers.ts'
import { AffiliateProductRow, AffiliateReport, CommissionRule, PayoutStatement } from './affiliate.ts'
import { Brand } from './brand.ts'
import { Challenge, Sponsorship } from './challenge.ts'
import { Mutation } from './mutation.ts'
import { ApiKey, BrandedLeaderboard, Partner } from './partner.ts'
import { Invoice, PremiumSubscription } from './premium.ts'
import { ImportedProduct, Product, ProductOffer } from './product.ts'
import { Query, Viewer } from './query.ts'
import { Webhook, WebhookDelivery } from './webhook.ts'

export const resolvers: Resolvers = {
  Query,
  Mutation,
  AffiliateProductRow,
  AffiliateReport,
  ApiKey,
  CommissionRule,
  PayoutStatement,
  Brand,
  BrandedLeaderboard,
  Challenge,
  Node: { __resolveType: ({ _id }) => (typeOfId(_id) === 'Brand' ? 'Brand' : 'Product') },
  ImportedProduct,
  Invoice,
  Partner,
  PremiumSubscription,
  Product,
  ProductOffer,
  Sponsorship,
  Viewer,
  Webhook,
  WebhookDelivery,
}

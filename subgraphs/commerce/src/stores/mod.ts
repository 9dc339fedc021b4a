import { openAccounts } from '@gruppetto/relations'
import { type Database, openBoardRanks, type Runtime } from '@gruppetto/runtime'
import { openAddressKeys } from './address-keys.ts'
import { openApiKeys } from './api-keys.ts'
import { openBoards } from './boards.ts'
import { openBrands } from './brands.ts'
import { openChallenges } from './challenges.ts'
import { openClicks } from './clicks.ts'
import { openCodes } from './codes.ts'
import { openCommissionRules } from './commission-rules.ts'
import { openConversions } from './conversions.ts'
import { openEntitlements } from './entitlements.ts'
import { openGear } from './gear.ts'
import { openGifts } from './gifts.ts'
import { openInvoices } from './invoices.ts'
import { openLedger } from './ledger.ts'
import { openMemberships } from './memberships.ts'
import { openOfferCodes } from './offer-codes.ts'
import { openPartnerAudit } from './partner-audit.ts'
import { openPostbackSecrets } from './postback-secrets.ts'
import { openPremiumAudit } from './premium-audit.ts'
import { openProductLives } from './product-lives.ts'
import { openProductWords } from './product-words.ts'
import { openProducts } from './products.ts'
import { openProviderEvents } from './provider-events.ts'
import { openReceipts } from './receipts.ts'
import { openRecentActivities } from './recent-activities.ts'
import { openRefusedClicks } from './refused-clicks.ts'
import { openSandboxRows } from './sandbox.ts'
import { openSponsorships } from './sponsorships.ts'
import { openSubscriptions } from './subscriptions.ts'
import { openTrials } from './trials.ts'
import { openWebhookDeliveries } from './webhook-deliveries.ts'
import { openWebhooks } from './webhooks.ts'

export const openStores = (database: Database, runtime: Pick<Runtime, 'log' | 'redis'>) => {
  const brands = openBrands(database)
  const productWords = openProductWords(database)
  return {
    accounts: openAccounts(database),
    addressKeys: openAddressKeys(database),
    apiKeys: openApiKeys(database),
    boards: openBoards(database),
    boardRanks: openBoardRanks(runtime, 'commerce'),
    brands,
    challenges: openChallenges(database, brands),
    clicks: openClicks(database, runtime),
    codes: openCodes(database),
    commissionRules: openCommissionRules(database),
    conversions: openConversions(database),
    ledger: openLedger(database),
    postbackSecrets: openPostbackSecrets(database),
    refusedClicks: openRefusedClicks(database),
    entitlements: openEntitlements(database),
    gear: openGear(database),
    gifts: openGifts(database),
    invoices: openInvoices(database),
    memberships: openMemberships(database),
    premiumAudit: openPremiumAudit(database),
    partnerAudit: openPartnerAudit(database),
    offerCodes: openOfferCodes(database),
    products: openProducts(database, brands, productWords),
    productWords,
    productLives: openProductLives(database),
    providerEvents: openProviderEvents(database),
    receipts: openReceipts(database),
    recentActivities: openRecentActivities(database),
    sandbox: openSandboxRows(database),
    sponsorships: openSponsorships(database),
    subscriptions: openSubscriptions(database),
    webhookDeliveries: openWebhookDeliveries(database),
    webhooks: openWebhooks(database),
    trials: openTrials(database),
  }
}

export type Stores = ReturnType<typeof openStores>

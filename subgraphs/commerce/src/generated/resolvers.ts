// Generated from schema/commerce.graphql by npm run codegen.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ViewerRef } from '../domain/viewer.ts';
import type { SubscriptionView } from '../pipelines/read-subscription.ts';
import type { InvoiceRow } from '../domain/invoice.ts';
import type { PlanRow } from '../domain/plans.ts';
import type { BrandRow } from '../domain/brand.ts';
import type { ProductRow } from '../domain/product.ts';
import type { SuggestedProduct } from '../pipelines/suggest-products.ts';
import type { OfferOfProduct } from '../pipelines/read-product-offer.ts';
import type { ImportOutcome, ImportedRow } from '../pipelines/import-products.ts';
import type { ProductPage } from '../pipelines/search-products.ts';
import type { ChallengeRef } from '../domain/challenge.ts';
import type { ChallengePage } from '../pipelines/list-challenges.ts';
import type { SponsorshipRow } from '../domain/sponsorship.ts';
import type { PartnerRef } from '../domain/partner.ts';
import type { BoardPage } from '../pipelines/read-branded-leaderboard.ts';
import type { CodeStock } from '../pipelines/read-code-stock.ts';
import type { AddedCodes } from '../pipelines/add-offer-codes.ts';
import type { PresentedEntry } from '../domain/board.ts';
import type { CampaignReportRef } from '../pipelines/read-campaign-report.ts';
import type { ApiKeyRow } from '../domain/api-key.ts';
import type { AffiliateReportResult, AffiliateProduct } from '../pipelines/read-affiliate-report.ts';
import type { ClosedStatement } from '../domain/conversion.ts';
import type { CommissionRuleRow } from '../domain/commission.ts';
import type { ShownWebhook } from '../pipelines/set-webhook.ts';
import type { WebhookDeliveryRow } from '../domain/webhook-delivery.ts';
import type { Context } from '../context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A calendar day, YYYY-MM-DD, in the time zone of the athlete it belongs to. */
  Date: { input: string; output: string; }
  /** An instant: RFC 3339, always sent with offset Z, any offset accepted. */
  DateTime: { input: Date; output: Date | number; }
  /** An IANA time zone name such as Europe/Zurich. */
  TimeZone: { input: string; output: string; }
  URL: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

export type Query = {
  readonly __typename?: 'Query';
  readonly viewer: Maybe<Viewer>;
  /**
   * What is sold today, in a currency of ISO 4217, and in EUR where nothing is sold in that. Without a currency, it is the one that the
   * viewer buys in, or that of the viewer's country.
   */
  readonly plans: ReadonlyArray<Plan>;
  readonly brand: Maybe<Brand>;
  /**
   * Products whose names have all words of the query, or words that begin with them, or with one letter wrong, missing, too many or changed with
   * the next; a word may also name a brand. The best first, then those in stock, then by name.
   */
  readonly products: ProductConnection;
  readonly product: Maybe<Product>;
  /** For API keys: the brand that the key belongs to. Platform staff name the brand. */
  readonly partner: Maybe<Partner>;
};


export type QueryPlansArgs = {
  currency?: InputMaybe<Scalars['String']['input']>;
};


export type QueryBrandArgs = {
  slug: Scalars['String']['input'];
};


export type QueryProductsArgs = {
  query?: InputMaybe<Scalars['String']['input']>;
  category?: InputMaybe<ProductCategory>;
  brandSlug?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryProductArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPartnerArgs = {
  brandId?: InputMaybe<Scalars['ID']['input']>;
};

export type Viewer = {
  readonly __typename?: 'Viewer';
  readonly id: Scalars['ID']['output'];
  /** What the viewer has bought. Nobody else sees it. */
  readonly subscription: Maybe<PremiumSubscription>;
  /** As productSuggestions, without why. */
  readonly recommendedProducts: Maybe<ReadonlyArray<Product>>;
  /**
   * What the viewer may need, the likeliest first, at most 50: in stock, in the currency that the viewer buys in, and neither owned nor just looked at or
   * bought. Worked out here from the viewer's own sports, gear, season and clicks; no shop learns of it. Null where the feature product-suggestions is
   * off for the viewer.
   */
  readonly productSuggestions: Maybe<ReadonlyArray<ProductSuggestion>>;
};


export type ViewerRecommendedProductsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type ViewerProductSuggestionsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type ProductSuggestion = {
  readonly __typename?: 'ProductSuggestion';
  readonly product: Product;
  /** The weightiest first; at least one. */
  readonly reasons: ReadonlyArray<ProductSuggestionReason>;
  /** Of the weightiest reason: one plain sentence in English. It may tell what only the viewer knows. */
  readonly text: Scalars['String']['output'];
};

export type ProductSuggestionReason =
  /** Gear of this kind has nearly gone as far as its owner has set, or as its product lasts. */
  | 'WORN_GEAR'
  /** What the viewer did in the last eight weeks. */
  | 'SPORTS'
  /** The season where the viewer is. */
  | 'SEASON'
  /** How much the viewer trains. */
  | 'LEVEL'
  /** It costs about what the viewer has looked at or owns. */
  | 'PRICE';

export type PremiumSubscription = {
  readonly __typename?: 'PremiumSubscription';
  /** As it was bought: a price that has risen since does not count. FREE while nothing is bought. */
  readonly plan: Plan;
  /** From the end of the period on: the plan that was chosen, or FREE where it is cancelled. Null: as now. */
  readonly nextPlan: Maybe<Plan>;
  readonly status: SubscriptionStatus;
  /** The end of the trial, while it runs. */
  readonly trialEndsAt: Maybe<Scalars['DateTime']['output']>;
  readonly currentPeriodEndsAt: Maybe<Scalars['DateTime']['output']>;
  readonly cancelsAtPeriodEnd: Scalars['Boolean']['output'];
  /** While a payment is overdue: premium stays until then. */
  readonly graceEndsAt: Maybe<Scalars['DateTime']['output']>;
  /** What the viewer may use, whether it was bought or given: performance, live-segments. */
  readonly entitlements: ReadonlyArray<Scalars['String']['output']>;
  /** A page with all receipts and credit notes of a year, to print or keep; null for a year without any. The link holds for an hour. */
  readonly receiptsUrl: Maybe<Scalars['URL']['output']>;
  /** The newest first, of ten years. */
  readonly invoices: ReadonlyArray<Invoice>;
  /** The provider's own page for cards and addresses; null before anything was bought. It holds for a few minutes. */
  readonly portalUrl: Maybe<Scalars['URL']['output']>;
};


export type PremiumSubscriptionReceiptsUrlArgs = {
  year: Scalars['Int']['input'];
};

export type SubscriptionStatus =
  | 'NONE'
  | 'TRIALING'
  | 'ACTIVE'
  | 'PAST_DUE'
  | 'CANCELLED';

export type Invoice = {
  readonly __typename?: 'Invoice';
  readonly id: Scalars['ID']['output'];
  readonly issuedAt: Scalars['DateTime']['output'];
  /** In minor units of the currency: JPY has none, KWD has three digits of them. */
  readonly amountCents: Scalars['Int']['output'];
  readonly currency: Scalars['String']['output'];
  /** REFUNDED: all of it was given back. */
  readonly status: InvoiceStatus;
  /** The receipt, to print or keep (`&download` saves it); null before it is paid. The link holds for an hour. */
  readonly url: Maybe<Scalars['URL']['output']>;
};

export type InvoiceStatus =
  | 'OPEN'
  | 'PAID'
  | 'REFUNDED'
  | 'FAILED';

export type Plan = {
  readonly __typename?: 'Plan';
  readonly key: PlanKey;
  readonly name: Scalars['String']['output'];
  /** In minor units of the currency: JPY has none, KWD has three digits of them. */
  readonly priceCents: Scalars['Int']['output'];
  readonly currency: Scalars['String']['output'];
  readonly interval: BillingInterval;
  readonly trialDays: Scalars['Int']['output'];
  readonly features: ReadonlyArray<Scalars['String']['output']>;
};

export type PlanKey =
  | 'FREE'
  | 'PREMIUM_MONTHLY'
  | 'PREMIUM_YEARLY';

export type BillingInterval =
  | 'NONE'
  | 'MONTH'
  | 'YEAR';

/** A sponsor. Its challenges carry its name and prize. */
export type Brand = Node & {
  readonly __typename?: 'Brand';
  readonly id: Scalars['ID']['output'];
  readonly ref: Scalars['ID']['output'];
  readonly slug: Scalars['String']['output'];
  readonly name: Scalars['String']['output'];
  /** What the brand says of itself, in plain text with line breaks. */
  readonly description: Maybe<Scalars['String']['output']>;
  readonly logoUrl: Maybe<Scalars['URL']['output']>;
  readonly websiteUrl: Maybe<Scalars['URL']['output']>;
  /** Of the boards that other sites embed. Null: the platform's own. */
  readonly colors: Maybe<BrandColors>;
  /** The zone in which its reports count the days. */
  readonly timeZone: Scalars['TimeZone']['output'];
  readonly challenges: ChallengeConnection;
  /** Those in stock first, then by name. */
  readonly products: ProductConnection;
};


/** A sponsor. Its challenges carry its name and prize. */
export type BrandChallengesArgs = {
  status?: InputMaybe<ChallengeStatus>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A sponsor. Its challenges carry its name and prize. */
export type BrandProductsArgs = {
  category?: InputMaybe<ProductCategory>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** As `#00457c`. The page computes the colours of its texts from them, so that they stay readable. */
export type BrandColors = {
  readonly __typename?: 'BrandColors';
  readonly primary: Scalars['String']['output'];
  /** Behind the table, in the light theme. */
  readonly background: Maybe<Scalars['String']['output']>;
};

export type Challenge = {
  readonly __typename?: 'Challenge';
  readonly id: Scalars['ID']['output'];
  readonly sponsorship: Maybe<Sponsorship>;
};

export type Sponsorship = {
  readonly __typename?: 'Sponsorship';
  readonly brand: Brand;
  readonly prize: Maybe<Scalars['String']['output']>;
  readonly termsUrl: Maybe<Scalars['URL']['output']>;
  /** The viewer's own, once they have completed the challenge; null for everybody else. */
  readonly offerCode: Maybe<Scalars['String']['output']>;
  readonly offerStatus: OfferStatus;
  readonly product: Maybe<Product>;
};

export type OfferStatus =
  /** There is no code for those who complete the challenge. */
  | 'NONE'
  /** Who completes the challenge gets a code. */
  | 'LOCKED'
  /** offerCode has it. */
  | 'READY'
  /** The viewer has completed the challenge, and no code was left. When the brand adds some, the viewer gets one. */
  | 'RUN_OUT';

/** What a partner sees with its API key: its own challenges and how they do, never an athlete's private data. */
export type Partner = {
  readonly __typename?: 'Partner';
  readonly brand: Brand;
  readonly challenges: ChallengeConnection;
  /** Athletes who have not agreed to share with the brand (joinChallenge) keep their rank as 'Athlete', without id and country. */
  readonly leaderboard: BrandedLeaderboard;
  /** How a challenge does that the brand sponsors, by day in the brand's zone. Counted anew every few seconds. */
  readonly campaignReport: CampaignReport;
  /** The codes for those who complete the challenge. Needs CAMPAIGN_READ. */
  readonly offerCodes: OfferCodeStock;
  /** Where a person is told by mail that codes run low or have run out; updateBrand sets it. Needs CAMPAIGN_READ. */
  readonly noticeEmail: Maybe<Scalars['String']['output']>;
  /** The sites that may show the brand's boards in a frame: those that updateBrand listed, or else its website. */
  readonly embedSites: ReadonlyArray<Scalars['String']['output']>;
  /** The key that asks: what it may do, and until when. Null for platform staff. */
  readonly apiKey: Maybe<ApiKey>;
  /** All keys there have been, the newest first; those that were revoked too. A key without KEYS_MANAGE finds only itself. */
  readonly apiKeys: ReadonlyArray<ApiKey>;
  /** At most ten. A key needs the scope KEYS_MANAGE. */
  readonly webhooks: ReadonlyArray<Webhook>;
  /**
   * Whole days in the brand's time zone, both included, at most 366. Amounts are of one currency: the one that is asked for, or the one with the
   * most sales. A key needs the scope AFFILIATE_READ.
   */
  readonly affiliateReport: AffiliateReport;
  /** What the brand owes of each month that is over, the newest first; at most the last hundred. A key needs the scope AFFILIATE_READ. */
  readonly statements: ReadonlyArray<PayoutStatement>;
  /** What the brand owes for sales, the newest version first. A sale is paid by the version that held at its click. A key needs the scope AFFILIATE_READ. */
  readonly commissionRules: ReadonlyArray<CommissionRule>;
};


/** What a partner sees with its API key: its own challenges and how they do, never an athlete's private data. */
export type PartnerChallengesArgs = {
  status?: InputMaybe<ChallengeStatus>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** What a partner sees with its API key: its own challenges and how they do, never an athlete's private data. */
export type PartnerLeaderboardArgs = {
  challengeId: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** What a partner sees with its API key: its own challenges and how they do, never an athlete's private data. */
export type PartnerCampaignReportArgs = {
  challengeId: Scalars['ID']['input'];
};


/** What a partner sees with its API key: its own challenges and how they do, never an athlete's private data. */
export type PartnerOfferCodesArgs = {
  challengeId: Scalars['ID']['input'];
};


/** What a partner sees with its API key: its own challenges and how they do, never an athlete's private data. */
export type PartnerAffiliateReportArgs = {
  since: Scalars['Date']['input'];
  until: Scalars['Date']['input'];
  currency?: InputMaybe<Scalars['String']['input']>;
};

export type OfferCodeStock = {
  readonly __typename?: 'OfferCodeStock';
  readonly added: Scalars['Int']['output'];
  readonly given: Scalars['Int']['output'];
  readonly left: Scalars['Int']['output'];
  /** A tenth of the codes or less is left, and at most a hundred. */
  readonly runningLow: Scalars['Boolean']['output'];
  /** Athletes who have completed the challenge and got no code, since none was left. They get the next ones that are added. */
  readonly waiting: Scalars['Int']['output'];
  /** When an athlete last found none; null while there are some. */
  readonly ranOutAt: Maybe<Scalars['DateTime']['output']>;
};

export type BrandedLeaderboard = {
  readonly __typename?: 'BrandedLeaderboard';
  readonly challenge: Maybe<Challenge>;
  readonly title: Scalars['String']['output'];
  readonly logoUrl: Maybe<Scalars['URL']['output']>;
  readonly entries: ReadonlyArray<BrandedEntry>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
  readonly updatedAt: Scalars['DateTime']['output'];
  /**
   * The board as a page for other sites, and with `.json` at its end as data. It is the same for everybody, and names those whom the
   * board names if everybody sees the challenge. Add `?theme=light`, `dark` or `dir=rtl`.
   */
  readonly embedUrl: Scalars['URL']['output'];
  /** Whether embedUrl answers: if everybody sees the challenge, unless updateSponsorship has said otherwise. */
  readonly embeddable: Scalars['Boolean']['output'];
};

export type CampaignReport = {
  readonly __typename?: 'CampaignReport';
  /** Those of the leaderboard, as are the completions. */
  readonly participants: Scalars['Int']['output'];
  readonly completions: Scalars['Int']['output'];
  /**
   * The activities that count. Null while fewer than ten athletes have one. Rounded down to whole tens unless the challenge counts
   * activities, so that no report tells what one athlete did since the report before.
   */
  readonly activities: Maybe<Scalars['Int']['output']>;
  /** As others may see it. Null while fewer than ten athletes have gone; rounded down to 100 km unless the challenge counts distance. */
  readonly distanceMeters: Maybe<Scalars['Float']['output']>;
  /** Clicks on the product of the sponsorship since it was agreed. */
  readonly offerClicks: Scalars['Int']['output'];
  /**
   * From the first to the last day with a number. Each number is 0 or at least ten: small days are carried on to the day on which they
   * are ten together. Days that have not ended, and what is left over, come later: all add up to the totals once the challenge is over.
   */
  readonly byDay: ReadonlyArray<CampaignDay>;
};

export type CampaignDay = {
  readonly __typename?: 'CampaignDay';
  /** In the brand's time zone. */
  readonly date: Scalars['Date']['output'];
  readonly joined: Scalars['Int']['output'];
  readonly completed: Scalars['Int']['output'];
};

export type BrandedEntry = {
  readonly __typename?: 'BrandedEntry';
  readonly rank: Scalars['Int']['output'];
  readonly athleteId: Maybe<Scalars['ID']['output']>;
  readonly name: Scalars['String']['output'];
  readonly country: Maybe<Scalars['String']['output']>;
  readonly score: Scalars['Float']['output'];
  readonly completed: Scalars['Boolean']['output'];
};

/** The secret is shown once, when it is made. */
export type ApiKey = {
  readonly __typename?: 'ApiKey';
  readonly id: Scalars['ID']['output'];
  readonly name: Scalars['String']['output'];
  readonly prefix: Scalars['String']['output'];
  readonly scopes: ReadonlyArray<ApiScope>;
  readonly createdAt: Scalars['DateTime']['output'];
  /** To the minute; null while it was never used. */
  readonly lastUsedAt: Maybe<Scalars['DateTime']['output']>;
  /** From then on the key opens nothing; null when it holds until it is revoked. */
  readonly expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** From then on the key opens nothing; null while it holds. */
  readonly revokedAt: Maybe<Scalars['DateTime']['output']>;
};

export type ApiScope =
  /** Reads the leaderboards of the challenges that the brand sponsors. */
  | 'LEADERBOARD_READ'
  /** Reads how the brand's campaigns do. */
  | 'CAMPAIGN_READ'
  /** Sponsors challenges, makes products and changes them. */
  | 'CAMPAIGN_WRITE'
  /** Makes, rotates and revokes the brand's API keys, none with more scopes than its own. */
  | 'KEYS_MANAGE'
  /** Reads clicks, sales, commissions and statements. */
  | 'AFFILIATE_READ';

/** Amounts are whole minor units of the currency. They are Float, since sums may be larger than an Int. */
export type AffiliateReport = {
  readonly __typename?: 'AffiliateReport';
  readonly clicks: Scalars['Int']['output'];
  /** What was redirected and not counted, by its reason. */
  readonly refusedClicks: ReadonlyArray<RefusedClicks>;
  readonly conversions: Scalars['Int']['output'];
  /** Of the sales that count, without what was refunded. */
  readonly revenueCents: Scalars['Float']['output'];
  readonly commissionCents: Scalars['Float']['output'];
  readonly currency: Scalars['String']['output'];
  /** Other currencies that there were sales in. */
  readonly otherCurrencies: ReadonlyArray<Scalars['String']['output']>;
  /** The highest commission first. */
  readonly byProduct: ReadonlyArray<AffiliateProductRow>;
};

export type AffiliateProductRow = {
  readonly __typename?: 'AffiliateProductRow';
  readonly product: Product;
  readonly clicks: Scalars['Int']['output'];
  readonly conversions: Scalars['Int']['output'];
  readonly revenueCents: Scalars['Float']['output'];
  readonly commissionCents: Scalars['Float']['output'];
};

export type RefusedClicks = {
  readonly __typename?: 'RefusedClicks';
  readonly reason: ClickRefusal;
  readonly clicks: Scalars['Int']['output'];
};

export type ClickRefusal =
  /** A program that says so, or a request that only asks for the head. */
  | 'ROBOT'
  /** A browser that loads what may be wanted next. */
  | 'PREFETCH'
  /** The same person on the same product within thirty minutes. */
  | 'REPEATED'
  /** Somebody who works for the platform. */
  | 'STAFF'
  /** More links in a minute than a person follows. */
  | 'TOO_FAST';

/** Never changes. What is booked after its month, such as a late refund, stands in a later one. */
export type PayoutStatement = {
  readonly __typename?: 'PayoutStatement';
  /** YYYY-MM, in UTC. */
  readonly month: Scalars['String']['output'];
  readonly currency: Scalars['String']['output'];
  readonly sales: Scalars['Int']['output'];
  readonly refunds: Scalars['Int']['output'];
  readonly commissionCents: Scalars['Float']['output'];
  readonly closedAt: Scalars['DateTime']['output'];
};

export type CommissionRule = {
  readonly __typename?: 'CommissionRule';
  readonly id: Scalars['ID']['output'];
  readonly from: Scalars['DateTime']['output'];
  /** Hundredths of a percent of the sale. */
  readonly basisPoints: Scalars['Int']['output'];
  /** A sale counts when it comes so many days after its click at the latest. */
  readonly attributionDays: Scalars['Int']['output'];
};

/** What a shop needs to report its sales. The secret is shown once, when it is made. */
export type PostbackAccess = {
  readonly __typename?: 'PostbackAccess';
  readonly url: Scalars['URL']['output'];
  readonly secret: Scalars['String']['output'];
};

/**
 * Tells a partner's server what happens in the challenges of its brand. Deliveries are signed as Standard Webhooks has it (webhook-id,
 * webhook-timestamp, webhook-signature; HMAC-SHA256) and tried again for a day. They may come twice and in any order. Events are kept while it
 * is disabled, for thirty days.
 */
export type Webhook = {
  readonly __typename?: 'Webhook';
  readonly id: Scalars['ID']['output'];
  readonly url: Scalars['URL']['output'];
  readonly events: ReadonlyArray<WebhookEvent>;
  readonly enabled: Scalars['Boolean']['output'];
  /** Why the platform has disabled it; null while it is enabled, and where the partner has disabled it. */
  readonly disabledReason: Maybe<WebhookDisabledReason>;
  /** Where a person is told by mail that the platform has disabled it. */
  readonly noticeEmail: Maybe<Scalars['String']['output']>;
  /** When a delivery arrived last. */
  readonly lastDeliveryAt: Maybe<Scalars['DateTime']['output']>;
  /** The failed tries since then. */
  readonly failures: Scalars['Int']['output'];
  /** Of the last thirty days, the newest first. A key needs the scope CAMPAIGN_READ. */
  readonly deliveries: WebhookDeliveryConnection;
  /** whsec_…, shown once: when the webhook is made or its secret is rotated. */
  readonly secret: Maybe<Scalars['String']['output']>;
};


/**
 * Tells a partner's server what happens in the challenges of its brand. Deliveries are signed as Standard Webhooks has it (webhook-id,
 * webhook-timestamp, webhook-signature; HMAC-SHA256) and tried again for a day. They may come twice and in any order. Events are kept while it
 * is disabled, for thirty days.
 */
export type WebhookDeliveriesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

export type WebhookEvent =
  | 'CHALLENGE_JOINED'
  | 'CHALLENGE_COMPLETED'
  | 'CHALLENGE_ENDED'
  | 'CONVERSION_RECORDED';

export type WebhookDisabledReason =
  /** At least twenty tries failed in a row, over three days or more. */
  | 'FAILURES'
  /** The address answered 410 Gone. */
  | 'GONE';

/** One message. Its id is the webhook-id of every try. */
export type WebhookDelivery = {
  readonly __typename?: 'WebhookDelivery';
  readonly id: Scalars['ID']['output'];
  readonly event: WebhookEvent;
  /** When it happened. */
  readonly at: Scalars['DateTime']['output'];
  readonly attempts: Scalars['Int']['output'];
  /** When it was last delivered; null when it never was. */
  readonly deliveredAt: Maybe<Scalars['DateTime']['output']>;
  /** What was answered to the last try; null when nothing was. */
  readonly responseStatus: Maybe<Scalars['Int']['output']>;
  /** Why the last try failed. */
  readonly error: Maybe<Scalars['String']['output']>;
};

export type WebhookDeliveryEdge = {
  readonly __typename?: 'WebhookDeliveryEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: WebhookDelivery;
};

export type WebhookDeliveryConnection = {
  readonly __typename?: 'WebhookDeliveryConnection';
  readonly edges: ReadonlyArray<WebhookDeliveryEdge>;
  readonly pageInfo: PageInfo;
};

export type Product = Node & {
  readonly __typename?: 'Product';
  readonly id: Scalars['ID']['output'];
  readonly ref: Scalars['ID']['output'];
  readonly name: Scalars['String']['output'];
  readonly brand: Brand;
  readonly category: ProductCategory;
  readonly description: Maybe<Scalars['String']['output']>;
  readonly imageUrl: Maybe<Scalars['URL']['output']>;
  /**
   * Of the offer in the currency that plans() has for the viewer; of the first one where there is none, and for who is not signed in. So are
   * currency, stock and affiliateUrl. In minor units of the currency: JPY has none, KWD has three digits of them.
   */
  readonly priceCents: Scalars['Int']['output'];
  readonly currency: Scalars['String']['output'];
  readonly stock: ProductStock;
  /** All offers, one in each currency. The brand has put its main one first. */
  readonly offers: ReadonlyArray<ProductOffer>;
  /**
   * Of shoes: how far they go until they are retired, among all who own a pair. Null for other products, for twenty owners or fewer, and while
   * fewer than ten have gone as far.
   */
  readonly lasts: Maybe<ProductLife>;
  /** Leads through the platform, which counts the click and sends the athlete on to the shop. */
  readonly affiliateUrl: Scalars['URL']['output'];
};

export type ProductOffer = {
  readonly __typename?: 'ProductOffer';
  /** In minor units of the currency: JPY has none, KWD has three digits of them. */
  readonly priceCents: Scalars['Int']['output'];
  readonly currency: Scalars['String']['output'];
  readonly stock: ProductStock;
  /** Leads through the platform to the shop of this offer. When the offer is there no more, it leads to the first one of the product. */
  readonly affiliateUrl: Scalars['URL']['output'];
};

export type ProductStock =
  | 'IN_STOCK'
  /** It can be ordered, and comes once it is out. */
  | 'PREORDER'
  /** It can be ordered, and comes later. */
  | 'BACKORDER'
  | 'OUT_OF_STOCK';

export type ProductLife = {
  readonly __typename?: 'ProductLife';
  /**
   * The median, in whole 10 km. Each owner counts once, whose pairs share it. A pair that is still in use counts up to what it has gone: it is not
   * taken for one that has ended.
   */
  readonly medianMeters: Scalars['Float']['output'];
  /** Rounded down to whole tens. */
  readonly owners: Scalars['Int']['output'];
};

export type ProductCategory =
  | 'SHOES'
  | 'BIKE'
  | 'WEARABLE'
  | 'APPAREL'
  | 'NUTRITION'
  | 'ACCESSORY';

export type ProductEdge = {
  readonly __typename?: 'ProductEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Product;
};

export type ProductConnection = {
  readonly __typename?: 'ProductConnection';
  readonly edges: ReadonlyArray<ProductEdge>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
  /** How many there are of each category that has some, the most first, as if no category was asked for. */
  readonly categories: ReadonlyArray<ProductCategoryCount>;
};

export type ProductCategoryCount = {
  readonly __typename?: 'ProductCategoryCount';
  readonly category: ProductCategory;
  readonly count: Scalars['Int']['output'];
};

export type Mutation = {
  readonly __typename?: 'Mutation';
  /**
   * Answers the page where payment happens; the subscription changes when the payment provider says so. A person has one trial. The
   * currency is one that plans() knows, and stays the same once something was bought. CONFLICT for who has a subscription: changePlan.
   * A code of an offer lowers the price for some months; it is used up when the subscription begins, and each athlete uses it once.
   */
  readonly startCheckout: Checkout;
  /**
   * Answers the page where a gift of 1, 3, 6 or 12 months is paid, once. The code comes by mail to who has bought it; redeemCode takes it.
   * When all of that payment goes back, the gift ends, redeemed or not.
   */
  readonly buyGift: Checkout;
  /**
   * Redeems the code of a gift: premium for its months, without a subscription, behind what earlier gifts have left. Again changes nothing.
   * CONFLICT for who pays already: the code keeps. Whatever is wrong with a code, the answer is the same.
   */
  readonly redeemCode: PremiumSubscription;
  /**
   * A longer plan counts at once, with the rest of what was paid credited; a shorter one from the end of the period. FREE cancels. The
   * plan that the viewer has takes back a change that waits.
   */
  readonly changePlan: PremiumSubscription;
  /** Premium stays until the end of what is paid, or of the trial. */
  readonly cancelSubscription: PremiumSubscription;
  /** Takes back a cancellation. CONFLICT once it has ended: startCheckout begins anew, without a trial. */
  readonly resumeSubscription: PremiumSubscription;
  /**
   * Keys with CAMPAIGN_WRITE for their own brand, and platform staff, who name the brand. The challenge was made with createChallenge,
   * and has no other sponsor. A key sponsors only challenges that everybody can see.
   */
  readonly sponsorChallenge: Maybe<Challenge>;
  /** Keys with CAMPAIGN_WRITE for their own brand, and platform staff, who name the brand. What is left out stays as it is. */
  readonly updateBrand: Brand;
  /** Keys with CAMPAIGN_WRITE for what their own brand sponsors, and platform staff. What is left out stays as it is. */
  readonly updateSponsorship: Maybe<Challenge>;
  /**
   * Keys with CAMPAIGN_WRITE for what their own brand sponsors, and platform staff. For good: the brand sees nothing of the challenge any more, which
   * goes on and gets no other sponsor. Who has a code keeps it. Again changes nothing.
   */
  readonly endSponsorship: Maybe<Challenge>;
  /**
   * Keys with CAMPAIGN_WRITE for what their own brand sponsors, and platform staff. Each code is given to one athlete who completes the
   * challenge. At most 5,000 at once; codes that are there already change nothing.
   */
  readonly addOfferCodes: AddedOfferCodes;
  /** Keys with CAMPAIGN_WRITE for their own brand, and platform staff, who name the brand. */
  readonly createProduct: Product;
  /** Replaces all of it. Keys with CAMPAIGN_WRITE for products of their own brand, and platform staff. It stays with its brand. */
  readonly updateProduct: Product;
  /**
   * Makes and changes products by a feed: the text of a CSV or TSV file with columns as product feeds of Google name them, at most 5,000 lines.
   * Products are known by their id (ProductInput.sku); those that the feed does not name stay as they are. A line that is wrong is refused, and
   * the others count. The same feed again changes nothing. Keys with CAMPAIGN_WRITE for their own brand, and platform staff, who name the brand.
   */
  readonly importProducts: ProductImport;
  /** Platform staff. The key has all scopes: the brand makes further keys with it. */
  readonly createBrand: NewBrand;
  /**
   * Keys with KEYS_MANAGE for their own brand, and platform staff, who name it. A key makes none with more scopes than its own, and
   * none that holds longer than itself.
   */
  readonly createApiKey: NewApiKey;
  /**
   * A new secret for the same key; the old one holds for the overlap, which is at most 168 hours. Rotating again ends the overlap of
   * the time before. A key rotates itself, and others that may not do more than itself.
   */
  readonly rotateApiKey: NewApiKey;
  /** Keys with KEYS_MANAGE for the keys of their own brand, and platform staff. Within a second the key opens nothing any more; revoking it again changes nothing. */
  readonly revokeApiKey: Partner;
  /** Platform staff. Holds from now on, or from a later instant; what was earned by an earlier rule stays. */
  readonly setCommission: CommissionRule;
  /** A new secret for the reports of the brand's shop; one from before holds for a day. Keys with KEYS_MANAGE; platform staff name the brand. */
  readonly rotatePostbackSecret: PostbackAccess;
  /** Makes a webhook, or changes the one with this id. Keys with KEYS_MANAGE for their own brand; platform staff name the brand. */
  readonly setWebhook: Webhook;
  readonly deleteWebhook: Partner;
  /** A new secret. The old one signs too for a day, so that the receiver has time to take the new one. */
  readonly rotateWebhookSecret: Webhook;
  /** Sends it once more, with the same webhook-id. CONFLICT while the webhook is disabled. */
  readonly replayWebhookDelivery: WebhookDelivery;
};


export type MutationStartCheckoutArgs = {
  plan: PlanKey;
  returnUrl: Scalars['URL']['input'];
  currency?: InputMaybe<Scalars['String']['input']>;
  code?: InputMaybe<Scalars['String']['input']>;
};


export type MutationBuyGiftArgs = {
  months: Scalars['Int']['input'];
  returnUrl: Scalars['URL']['input'];
};


export type MutationRedeemCodeArgs = {
  code: Scalars['String']['input'];
};


export type MutationChangePlanArgs = {
  plan: PlanKey;
};


export type MutationSponsorChallengeArgs = {
  input: SponsorChallengeInput;
};


export type MutationUpdateBrandArgs = {
  input: UpdateBrandInput;
};


export type MutationUpdateSponsorshipArgs = {
  input: UpdateSponsorshipInput;
};


export type MutationEndSponsorshipArgs = {
  challengeId: Scalars['ID']['input'];
};


export type MutationAddOfferCodesArgs = {
  input: AddOfferCodesInput;
};


export type MutationCreateProductArgs = {
  input: ProductInput;
};


export type MutationUpdateProductArgs = {
  id: Scalars['ID']['input'];
  input: ProductInput;
};


export type MutationImportProductsArgs = {
  input: ImportProductsInput;
};


export type MutationCreateBrandArgs = {
  input: BrandInput;
};


export type MutationCreateApiKeyArgs = {
  brandId?: InputMaybe<Scalars['ID']['input']>;
  name: Scalars['String']['input'];
  scopes: ReadonlyArray<ApiScope>;
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
};


export type MutationRotateApiKeyArgs = {
  id: Scalars['ID']['input'];
  overlapHours?: InputMaybe<Scalars['Int']['input']>;
};


export type MutationRevokeApiKeyArgs = {
  id: Scalars['ID']['input'];
};


export type MutationSetCommissionArgs = {
  input: CommissionInput;
};


export type MutationRotatePostbackSecretArgs = {
  brandId?: InputMaybe<Scalars['ID']['input']>;
};


export type MutationSetWebhookArgs = {
  input: WebhookInput;
};


export type MutationDeleteWebhookArgs = {
  id: Scalars['ID']['input'];
};


export type MutationRotateWebhookSecretArgs = {
  id: Scalars['ID']['input'];
};


export type MutationReplayWebhookDeliveryArgs = {
  id: Scalars['ID']['input'];
};

export type Checkout = {
  readonly __typename?: 'Checkout';
  readonly url: Scalars['URL']['output'];
  readonly expiresAt: Scalars['DateTime']['output'];
};

export type SponsorChallengeInput = {
  readonly challengeId: Scalars['ID']['input'];
  /** The key's own when it is left out. Platform staff name it. */
  readonly brandId?: InputMaybe<Scalars['ID']['input']>;
  readonly prize?: InputMaybe<Scalars['String']['input']>;
  readonly termsUrl?: InputMaybe<Scalars['URL']['input']>;
  readonly offerCode?: InputMaybe<Scalars['String']['input']>;
  readonly productId?: InputMaybe<Scalars['ID']['input']>;
};

export type NewApiKey = {
  readonly __typename?: 'NewApiKey';
  readonly apiKey: ApiKey;
  /** Shown only here. */
  readonly secret: Scalars['String']['output'];
};

export type AddOfferCodesInput = {
  readonly challengeId: Scalars['ID']['input'];
  readonly codes: ReadonlyArray<Scalars['String']['input']>;
};

export type AddedOfferCodes = {
  readonly __typename?: 'AddedOfferCodes';
  readonly added: Scalars['Int']['output'];
  /** Those that were there already, or stood in the list twice. */
  readonly duplicates: Scalars['Int']['output'];
};

export type UpdateSponsorshipInput = {
  readonly challengeId: Scalars['ID']['input'];
  readonly prize?: InputMaybe<Scalars['String']['input']>;
  readonly termsUrl?: InputMaybe<Scalars['URL']['input']>;
  readonly offerCode?: InputMaybe<Scalars['String']['input']>;
  /** Whether other sites may embed the board. Null: if everybody sees the challenge. Where not everybody does, it names nobody. */
  readonly embed?: InputMaybe<Scalars['Boolean']['input']>;
};

export type UpdateBrandInput = {
  /** The key's own when it is left out. Platform staff name it. */
  readonly brandId?: InputMaybe<Scalars['ID']['input']>;
  readonly name?: InputMaybe<Scalars['String']['input']>;
  readonly description?: InputMaybe<Scalars['String']['input']>;
  readonly logoUrl?: InputMaybe<Scalars['URL']['input']>;
  readonly websiteUrl?: InputMaybe<Scalars['URL']['input']>;
  /** Such as https://www.example.org, https://*.example.org or http://localhost:3000. None: no site; null: the brand's website. */
  readonly embedSites?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Null: the platform's own. */
  readonly colors?: InputMaybe<BrandColorsInput>;
  /** Who is told by mail when the codes of a challenge run low, and when they have run out. Null: nobody. */
  readonly noticeEmail?: InputMaybe<Scalars['String']['input']>;
};

export type BrandColorsInput = {
  readonly primary: Scalars['String']['input'];
  readonly background?: InputMaybe<Scalars['String']['input']>;
};

export type ImportProductsInput = {
  /** The key's own when it is left out. Platform staff name it. */
  readonly brandId?: InputMaybe<Scalars['ID']['input']>;
  readonly feed: Scalars['String']['input'];
  /** Whether to say only what would change. */
  readonly dryRun: Scalars['Boolean']['input'];
};

/** What a feed has done, or, in a dry run, would do. */
export type ProductImport = {
  readonly __typename?: 'ProductImport';
  readonly dryRun: Scalars['Boolean']['output'];
  readonly created: Scalars['Int']['output'];
  readonly changed: Scalars['Int']['output'];
  /** Products that are as the feed says already. */
  readonly unchanged: Scalars['Int']['output'];
  /** Lines that are not used. */
  readonly refused: Scalars['Int']['output'];
  /** Columns of the feed that mean nothing here. */
  readonly ignoredColumns: ReadonlyArray<Scalars['String']['output']>;
  /** The first fifty products that are made or changed. */
  readonly changes: ReadonlyArray<ImportedProduct>;
  /** The first fifty lines that are not used. */
  readonly refusals: ReadonlyArray<RefusedLine>;
};

export type ImportedProduct = {
  readonly __typename?: 'ImportedProduct';
  /** The first line of the product; the line of the names is 1. */
  readonly line: Scalars['Int']['output'];
  readonly sku: Scalars['String']['output'];
  /** Null where a dry run would make it. In a dry run, it is as before. */
  readonly product: Maybe<Product>;
  readonly isNew: Scalars['Boolean']['output'];
  readonly fields: ReadonlyArray<ImportedField>;
};

export type ImportedField = {
  readonly __typename?: 'ImportedField';
  /** Such as name, or offers.EUR.price. */
  readonly field: Scalars['String']['output'];
  /** Null where there was nothing. */
  readonly before: Maybe<Scalars['String']['output']>;
  readonly after: Maybe<Scalars['String']['output']>;
};

export type RefusedLine = {
  readonly __typename?: 'RefusedLine';
  readonly line: Scalars['Int']['output'];
  readonly sku: Maybe<Scalars['String']['output']>;
  readonly reason: Scalars['String']['output'];
  /** What `reason` says, for a client that says it in its own language. */
  readonly code: RefusedLineCode;
  /** The column that it is about, such as price. Null where it is about the whole line. */
  readonly column: Maybe<Scalars['String']['output']>;
  /** WRONG_FIELD: the rule that the field breaks, as an error of BAD_USER_INPUT names it, with its bounds. */
  readonly rule: Maybe<Scalars['String']['output']>;
  /** WRONG_FIELD: the least that there may be. */
  readonly min: Maybe<Scalars['Int']['output']>;
  /** WRONG_FIELD, TOO_MANY_DECIMALS, TOO_MANY_OFFERS: the most that there may be. */
  readonly max: Maybe<Scalars['Int']['output']>;
  /** WRONG_FIELD with the rule WRONG_FORMAT: what it should be, such as URL. */
  readonly format: Maybe<Scalars['String']['output']>;
  /** NO_CURRENCY, TOO_MANY_DECIMALS, LISTED_TWICE. */
  readonly currency: Maybe<Scalars['String']['output']>;
  /** LISTED_TWICE, CONTRADICTS: the line before it. */
  readonly otherLine: Maybe<Scalars['Int']['output']>;
  /** WRONG_WIDTH: how many fields the line has. */
  readonly fields: Maybe<Scalars['Int']['output']>;
  /** WRONG_WIDTH: how many the first line has. */
  readonly columns: Maybe<Scalars['Int']['output']>;
};

export type RefusedLineCode =
  /** It has more or fewer fields than the first line. */
  | 'WRONG_WIDTH'
  /** It has characters that were lost, since the file was not saved as UTF-8. */
  | 'LOST_CHARACTERS'
  | 'WRONG_FIELD'
  /** A price is written as 129.00 EUR. */
  | 'WRONG_PRICE'
  /** What stands behind the price is no currency of ISO 4217. */
  | 'NO_CURRENCY'
  /** The currency of the price has fewer decimals. */
  | 'TOO_MANY_DECIMALS'
  /** The product stands in a line before, in the same currency. */
  | 'LISTED_TWICE'
  /** It says something else of the product than a line before. */
  | 'CONTRADICTS'
  /** The product would have too many offers. */
  | 'TOO_MANY_OFFERS';

export type NewBrand = {
  readonly __typename?: 'NewBrand';
  readonly brand: Brand;
  readonly apiKey: ApiKey;
  readonly secret: Scalars['String']['output'];
};

export type CommissionInput = {
  readonly brandId: Scalars['ID']['input'];
  /** Hundredths of a percent of the sale. */
  readonly basisPoints: Scalars['Int']['input'];
  readonly attributionDays: Scalars['Int']['input'];
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
};

export type WebhookInput = {
  /** The webhook to change; a new one is made when it is left out. */
  readonly id?: InputMaybe<Scalars['ID']['input']>;
  /** Platform staff name the brand of a new webhook. */
  readonly brandId?: InputMaybe<Scalars['ID']['input']>;
  /** A public https address. Redirects are not followed. */
  readonly url: Scalars['URL']['input'];
  readonly events: ReadonlyArray<WebhookEvent>;
  readonly noticeEmail?: InputMaybe<Scalars['String']['input']>;
  readonly enabled?: InputMaybe<Scalars['Boolean']['input']>;
};

export type ProductInput = {
  /** The key's own when it is left out. Platform staff name it. */
  readonly brandId?: InputMaybe<Scalars['ID']['input']>;
  readonly name: Scalars['String']['input'];
  readonly category: ProductCategory;
  readonly description?: InputMaybe<Scalars['String']['input']>;
  readonly imageUrl?: InputMaybe<Scalars['URL']['input']>;
  /** The brand's own number of the product, which no other one of the brand has. updateProduct keeps it where it is left out. */
  readonly sku?: InputMaybe<Scalars['String']['input']>;
  /** Of the only offer, as are currency, stock and shopUrl; all are left out where offers are given. */
  readonly priceCents?: InputMaybe<Scalars['Int']['input']>;
  readonly currency?: InputMaybe<Scalars['String']['input']>;
  /** IN_STOCK when it is left out. */
  readonly stock?: InputMaybe<ProductStock>;
  readonly shopUrl?: InputMaybe<Scalars['URL']['input']>;
  /** At most twenty, one in each currency, the main one first. */
  readonly offers?: InputMaybe<ReadonlyArray<ProductOfferInput>>;
};

export type ProductOfferInput = {
  /** In minor units of the currency: JPY has none, KWD has three digits of them. */
  readonly priceCents: Scalars['Int']['input'];
  readonly currency: Scalars['String']['input'];
  /** IN_STOCK when it is left out. */
  readonly stock?: InputMaybe<ProductStock>;
  /** Its query may have {clickId} where the shop wants the click's id. */
  readonly shopUrl: Scalars['URL']['input'];
};

export type BrandInput = {
  readonly slug: Scalars['String']['input'];
  readonly name: Scalars['String']['input'];
  readonly description?: InputMaybe<Scalars['String']['input']>;
  readonly logoUrl?: InputMaybe<Scalars['URL']['input']>;
  readonly websiteUrl?: InputMaybe<Scalars['URL']['input']>;
  /** UTC when it is left out. */
  readonly timeZone?: InputMaybe<Scalars['TimeZone']['input']>;
};

export type ChallengeConnection = {
  readonly __typename?: 'ChallengeConnection';
  readonly edges: ReadonlyArray<ChallengeEdge>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

export type ChallengeEdge = {
  readonly __typename?: 'ChallengeEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Maybe<Challenge>;
};

export type ChallengeStatus =
  | 'UPCOMING'
  | 'ACTIVE'
  | 'ENDED'
  | 'CANCELLED';

/** Every entity can be fetched again by its id. Ids are TypeIDs: a prefix that names the type, then a UUIDv7 in base32. */
export type Node = {
  readonly id: Scalars['ID']['output'];
};

export type PageInfo = {
  readonly __typename?: 'PageInfo';
  readonly hasNextPage: Scalars['Boolean']['output'];
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  readonly startCursor: Maybe<Scalars['String']['output']>;
  readonly endCursor: Maybe<Scalars['String']['output']>;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Viewer: Viewer;
  Brand: Brand;
  Challenge: Challenge;
  Product: Product;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Viewer:
    ( { __typename: 'Viewer' }
    & GraphQLRecursivePick<FederationTypes['Viewer'], {"id":true}> );
  Brand:
    ( { __typename: 'Brand' }
    & ( GraphQLRecursivePick<FederationTypes['Brand'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['Brand'], {"ref":true}> ) );
  Challenge:
    ( { __typename: 'Challenge' }
    & GraphQLRecursivePick<FederationTypes['Challenge'], {"id":true}> );
  Product:
    ( { __typename: 'Product' }
    & ( GraphQLRecursivePick<FederationTypes['Product'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['Product'], {"ref":true}> ) );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( BrandRow )
    | ( ProductRow )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Viewer: ResolverTypeWrapper<ViewerRef>;
  ProductSuggestion: ResolverTypeWrapper<SuggestedProduct>;
  ProductSuggestionReason: ProductSuggestionReason;
  PremiumSubscription: ResolverTypeWrapper<SubscriptionView>;
  SubscriptionStatus: SubscriptionStatus;
  Invoice: ResolverTypeWrapper<InvoiceRow>;
  InvoiceStatus: InvoiceStatus;
  Plan: ResolverTypeWrapper<PlanRow>;
  PlanKey: PlanKey;
  BillingInterval: BillingInterval;
  Brand: ResolverTypeWrapper<BrandRow>;
  BrandColors: ResolverTypeWrapper<BrandColors>;
  Challenge: ResolverTypeWrapper<ChallengeRef>;
  Sponsorship: ResolverTypeWrapper<SponsorshipRow>;
  OfferStatus: OfferStatus;
  Partner: ResolverTypeWrapper<PartnerRef>;
  OfferCodeStock: ResolverTypeWrapper<CodeStock>;
  BrandedLeaderboard: ResolverTypeWrapper<BoardPage>;
  CampaignReport: ResolverTypeWrapper<CampaignReportRef>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  CampaignDay: ResolverTypeWrapper<CampaignDay>;
  BrandedEntry: ResolverTypeWrapper<PresentedEntry>;
  ApiKey: ResolverTypeWrapper<ApiKeyRow>;
  ApiScope: ApiScope;
  AffiliateReport: ResolverTypeWrapper<AffiliateReportResult>;
  AffiliateProductRow: ResolverTypeWrapper<AffiliateProduct>;
  RefusedClicks: ResolverTypeWrapper<RefusedClicks>;
  ClickRefusal: ClickRefusal;
  PayoutStatement: ResolverTypeWrapper<ClosedStatement>;
  CommissionRule: ResolverTypeWrapper<CommissionRuleRow>;
  PostbackAccess: ResolverTypeWrapper<PostbackAccess>;
  Webhook: ResolverTypeWrapper<ShownWebhook>;
  WebhookEvent: WebhookEvent;
  WebhookDisabledReason: WebhookDisabledReason;
  WebhookDelivery: ResolverTypeWrapper<WebhookDeliveryRow>;
  WebhookDeliveryEdge: ResolverTypeWrapper<Omit<WebhookDeliveryEdge, 'node'> & { node: ResolversTypes['WebhookDelivery'] }>;
  WebhookDeliveryConnection: ResolverTypeWrapper<Omit<WebhookDeliveryConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['WebhookDeliveryEdge']> }>;
  Product: ResolverTypeWrapper<ProductRow>;
  ProductOffer: ResolverTypeWrapper<OfferOfProduct>;
  ProductStock: ProductStock;
  ProductLife: ResolverTypeWrapper<ProductLife>;
  ProductCategory: ProductCategory;
  ProductEdge: ResolverTypeWrapper<Omit<ProductEdge, 'node'> & { node: ResolversTypes['Product'] }>;
  ProductConnection: ResolverTypeWrapper<ProductPage>;
  ProductCategoryCount: ResolverTypeWrapper<ProductCategoryCount>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Checkout: ResolverTypeWrapper<Checkout>;
  SponsorChallengeInput: SponsorChallengeInput;
  NewApiKey: ResolverTypeWrapper<Omit<NewApiKey, 'apiKey'> & { apiKey: ResolversTypes['ApiKey'] }>;
  AddOfferCodesInput: AddOfferCodesInput;
  AddedOfferCodes: ResolverTypeWrapper<AddedCodes>;
  UpdateSponsorshipInput: UpdateSponsorshipInput;
  UpdateBrandInput: UpdateBrandInput;
  BrandColorsInput: BrandColorsInput;
  ImportProductsInput: ImportProductsInput;
  ProductImport: ResolverTypeWrapper<ImportOutcome>;
  ImportedProduct: ResolverTypeWrapper<ImportedRow>;
  ImportedField: ResolverTypeWrapper<ImportedField>;
  RefusedLine: ResolverTypeWrapper<RefusedLine>;
  RefusedLineCode: RefusedLineCode;
  NewBrand: ResolverTypeWrapper<Omit<NewBrand, 'brand' | 'apiKey'> & { brand: ResolversTypes['Brand'], apiKey: ResolversTypes['ApiKey'] }>;
  CommissionInput: CommissionInput;
  WebhookInput: WebhookInput;
  ProductInput: ProductInput;
  ProductOfferInput: ProductOfferInput;
  BrandInput: BrandInput;
  ChallengeConnection: ResolverTypeWrapper<ChallengePage>;
  ChallengeEdge: ResolverTypeWrapper<Omit<ChallengeEdge, 'node'> & { node?: Maybe<ResolversTypes['Challenge']> }>;
  ChallengeStatus: ChallengeStatus;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  TimeZone: ResolverTypeWrapper<Scalars['TimeZone']['output']>;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Query: Record<PropertyKey, never>;
  ID: Scalars['ID']['output'];
  Viewer: ViewerRef;
  ProductSuggestion: SuggestedProduct;
  PremiumSubscription: SubscriptionView;
  Invoice: InvoiceRow;
  Plan: PlanRow;
  Brand: BrandRow;
  BrandColors: BrandColors;
  Challenge: ChallengeRef;
  Sponsorship: SponsorshipRow;
  Partner: PartnerRef;
  OfferCodeStock: CodeStock;
  BrandedLeaderboard: BoardPage;
  CampaignReport: CampaignReportRef;
  Float: Scalars['Float']['output'];
  CampaignDay: CampaignDay;
  BrandedEntry: PresentedEntry;
  ApiKey: ApiKeyRow;
  AffiliateReport: AffiliateReportResult;
  AffiliateProductRow: AffiliateProduct;
  RefusedClicks: RefusedClicks;
  PayoutStatement: ClosedStatement;
  CommissionRule: CommissionRuleRow;
  PostbackAccess: PostbackAccess;
  Webhook: ShownWebhook;
  WebhookDelivery: WebhookDeliveryRow;
  WebhookDeliveryEdge: Omit<WebhookDeliveryEdge, 'node'> & { node: ResolversParentTypes['WebhookDelivery'] };
  WebhookDeliveryConnection: Omit<WebhookDeliveryConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['WebhookDeliveryEdge']> };
  Product: ProductRow;
  ProductOffer: OfferOfProduct;
  ProductLife: ProductLife;
  ProductEdge: Omit<ProductEdge, 'node'> & { node: ResolversParentTypes['Product'] };
  ProductConnection: ProductPage;
  ProductCategoryCount: ProductCategoryCount;
  Mutation: Record<PropertyKey, never>;
  Checkout: Checkout;
  SponsorChallengeInput: SponsorChallengeInput;
  NewApiKey: Omit<NewApiKey, 'apiKey'> & { apiKey: ResolversParentTypes['ApiKey'] };
  AddOfferCodesInput: AddOfferCodesInput;
  AddedOfferCodes: AddedCodes;
  UpdateSponsorshipInput: UpdateSponsorshipInput;
  UpdateBrandInput: UpdateBrandInput;
  BrandColorsInput: BrandColorsInput;
  ImportProductsInput: ImportProductsInput;
  ProductImport: ImportOutcome;
  ImportedProduct: ImportedRow;
  ImportedField: ImportedField;
  RefusedLine: RefusedLine;
  NewBrand: Omit<NewBrand, 'brand' | 'apiKey'> & { brand: ResolversParentTypes['Brand'], apiKey: ResolversParentTypes['ApiKey'] };
  CommissionInput: CommissionInput;
  WebhookInput: WebhookInput;
  ProductInput: ProductInput;
  ProductOfferInput: ProductOfferInput;
  BrandInput: BrandInput;
  ChallengeConnection: ChallengePage;
  ChallengeEdge: Omit<ChallengeEdge, 'node'> & { node?: Maybe<ResolversParentTypes['Challenge']> };
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  PageInfo: PageInfo;
  TimeZone: Scalars['TimeZone']['output'];
  URL: Scalars['URL']['output'];
  Int: Scalars['Int']['output'];
  String: Scalars['String']['output'];
  Boolean: Scalars['Boolean']['output'];
};

export type CacheControlDirectiveArgs = {
  maxAge?: Maybe<Scalars['Int']['input']>;
  scope?: Maybe<Scalars['String']['input']>;
  inheritMaxAge?: Maybe<Scalars['Boolean']['input']>;
};

export type CacheControlDirectiveResolver<Result, Parent, ContextType = Context, Args = CacheControlDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type SameForCrowdDirectiveArgs = {
  argument?: Maybe<Scalars['String']['input']>;
  values?: Maybe<ReadonlyArray<Scalars['String']['input']>>;
};

export type SameForCrowdDirectiveResolver<Result, Parent, ContextType = Context, Args = SameForCrowdDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  viewer?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
  plans?: Resolver<ReadonlyArray<ResolversTypes['Plan']>, ParentType, ContextType, Partial<QueryPlansArgs>>;
  brand?: Resolver<Maybe<ResolversTypes['Brand']>, ParentType, ContextType, RequireFields<QueryBrandArgs, 'slug'>>;
  products?: Resolver<ResolversTypes['ProductConnection'], ParentType, ContextType, RequireFields<QueryProductsArgs, 'first'>>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType, RequireFields<QueryProductArgs, 'id'>>;
  partner?: Resolver<Maybe<ResolversTypes['Partner']>, ParentType, ContextType, Partial<QueryPartnerArgs>>;
};

export type ViewerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer'], FederationReferenceType extends FederationReferenceTypes['Viewer'] = FederationReferenceTypes['Viewer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Viewer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  subscription?: Resolver<Maybe<ResolversTypes['PremiumSubscription']>, ParentType, ContextType>;
  recommendedProducts?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Product']>>, ParentType, ContextType, RequireFields<ViewerRecommendedProductsArgs, 'first'>>;
  productSuggestions?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ProductSuggestion']>>, ParentType, ContextType, RequireFields<ViewerProductSuggestionsArgs, 'first'>>;
};

export type ProductSuggestionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductSuggestion'] = ResolversParentTypes['ProductSuggestion']> = {
  product?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
  reasons?: Resolver<ReadonlyArray<ResolversTypes['ProductSuggestionReason']>, ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PremiumSubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PremiumSubscription'] = ResolversParentTypes['PremiumSubscription']> = {
  plan?: Resolver<ResolversTypes['Plan'], ParentType, ContextType>;
  nextPlan?: Resolver<Maybe<ResolversTypes['Plan']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['SubscriptionStatus'], ParentType, ContextType>;
  trialEndsAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  currentPeriodEndsAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  cancelsAtPeriodEnd?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  graceEndsAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  entitlements?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  receiptsUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType, RequireFields<PremiumSubscriptionReceiptsUrlArgs, 'year'>>;
  invoices?: Resolver<ReadonlyArray<ResolversTypes['Invoice']>, ParentType, ContextType>;
  portalUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
};

export type InvoiceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Invoice'] = ResolversParentTypes['Invoice']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  issuedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  amountCents?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['InvoiceStatus'], ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
};

export type PlanResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Plan'] = ResolversParentTypes['Plan']> = {
  key?: Resolver<ResolversTypes['PlanKey'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  priceCents?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  interval?: Resolver<ResolversTypes['BillingInterval'], ParentType, ContextType>;
  trialDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  features?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type BrandResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Brand'] = ResolversParentTypes['Brand'], FederationReferenceType extends FederationReferenceTypes['Brand'] = FederationReferenceTypes['Brand']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Brand']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ref?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  logoUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  websiteUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  colors?: Resolver<Maybe<ResolversTypes['BrandColors']>, ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['TimeZone'], ParentType, ContextType>;
  challenges?: Resolver<ResolversTypes['ChallengeConnection'], ParentType, ContextType, RequireFields<BrandChallengesArgs, 'first'>>;
  products?: Resolver<ResolversTypes['ProductConnection'], ParentType, ContextType, RequireFields<BrandProductsArgs, 'first'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BrandColorsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BrandColors'] = ResolversParentTypes['BrandColors']> = {
  primary?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  background?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ChallengeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Challenge'] = ResolversParentTypes['Challenge'], FederationReferenceType extends FederationReferenceTypes['Challenge'] = FederationReferenceTypes['Challenge']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Challenge']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sponsorship?: Resolver<Maybe<ResolversTypes['Sponsorship']>, ParentType, ContextType>;
};

export type SponsorshipResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Sponsorship'] = ResolversParentTypes['Sponsorship']> = {
  brand?: Resolver<ResolversTypes['Brand'], ParentType, ContextType>;
  prize?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  termsUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  offerCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  offerStatus?: Resolver<ResolversTypes['OfferStatus'], ParentType, ContextType>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
};

export type PartnerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Partner'] = ResolversParentTypes['Partner']> = {
  brand?: Resolver<ResolversTypes['Brand'], ParentType, ContextType>;
  challenges?: Resolver<ResolversTypes['ChallengeConnection'], ParentType, ContextType, RequireFields<PartnerChallengesArgs, 'first'>>;
  leaderboard?: Resolver<ResolversTypes['BrandedLeaderboard'], ParentType, ContextType, RequireFields<PartnerLeaderboardArgs, 'challengeId' | 'first'>>;
  campaignReport?: Resolver<ResolversTypes['CampaignReport'], ParentType, ContextType, RequireFields<PartnerCampaignReportArgs, 'challengeId'>>;
  offerCodes?: Resolver<ResolversTypes['OfferCodeStock'], ParentType, ContextType, RequireFields<PartnerOfferCodesArgs, 'challengeId'>>;
  noticeEmail?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  embedSites?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  apiKey?: Resolver<Maybe<ResolversTypes['ApiKey']>, ParentType, ContextType>;
  apiKeys?: Resolver<ReadonlyArray<ResolversTypes['ApiKey']>, ParentType, ContextType>;
  webhooks?: Resolver<ReadonlyArray<ResolversTypes['Webhook']>, ParentType, ContextType>;
  affiliateReport?: Resolver<ResolversTypes['AffiliateReport'], ParentType, ContextType, RequireFields<PartnerAffiliateReportArgs, 'since' | 'until'>>;
  statements?: Resolver<ReadonlyArray<ResolversTypes['PayoutStatement']>, ParentType, ContextType>;
  commissionRules?: Resolver<ReadonlyArray<ResolversTypes['CommissionRule']>, ParentType, ContextType>;
};

export type OfferCodeStockResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OfferCodeStock'] = ResolversParentTypes['OfferCodeStock']> = {
  added?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  given?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  left?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  runningLow?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  waiting?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ranOutAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type BrandedLeaderboardResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BrandedLeaderboard'] = ResolversParentTypes['BrandedLeaderboard']> = {
  challenge?: Resolver<Maybe<ResolversTypes['Challenge']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  logoUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  entries?: Resolver<ReadonlyArray<ResolversTypes['BrandedEntry']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  embedUrl?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  embeddable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type CampaignReportResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CampaignReport'] = ResolversParentTypes['CampaignReport']> = {
  participants?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  completions?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  activities?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  distanceMeters?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  offerClicks?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  byDay?: Resolver<ReadonlyArray<ResolversTypes['CampaignDay']>, ParentType, ContextType>;
};

export type CampaignDayResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CampaignDay'] = ResolversParentTypes['CampaignDay']> = {
  date?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  joined?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  completed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type BrandedEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BrandedEntry'] = ResolversParentTypes['BrandedEntry']> = {
  rank?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  athleteId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  country?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  completed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ApiKeyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiKey'] = ResolversParentTypes['ApiKey']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  prefix?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  scopes?: Resolver<ReadonlyArray<ResolversTypes['ApiScope']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  lastUsedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  revokedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type AffiliateReportResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AffiliateReport'] = ResolversParentTypes['AffiliateReport']> = {
  clicks?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  refusedClicks?: Resolver<ReadonlyArray<ResolversTypes['RefusedClicks']>, ParentType, ContextType>;
  conversions?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  revenueCents?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  commissionCents?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  otherCurrencies?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  byProduct?: Resolver<ReadonlyArray<ResolversTypes['AffiliateProductRow']>, ParentType, ContextType>;
};

export type AffiliateProductRowResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AffiliateProductRow'] = ResolversParentTypes['AffiliateProductRow']> = {
  product?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
  clicks?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  conversions?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  revenueCents?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  commissionCents?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type RefusedClicksResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RefusedClicks'] = ResolversParentTypes['RefusedClicks']> = {
  reason?: Resolver<ResolversTypes['ClickRefusal'], ParentType, ContextType>;
  clicks?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PayoutStatementResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PayoutStatement'] = ResolversParentTypes['PayoutStatement']> = {
  month?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sales?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  refunds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  commissionCents?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  closedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type CommissionRuleResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CommissionRule'] = ResolversParentTypes['CommissionRule']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  basisPoints?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  attributionDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PostbackAccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PostbackAccess'] = ResolversParentTypes['PostbackAccess']> = {
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  secret?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type WebhookResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Webhook'] = ResolversParentTypes['Webhook']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  events?: Resolver<ReadonlyArray<ResolversTypes['WebhookEvent']>, ParentType, ContextType>;
  enabled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  disabledReason?: Resolver<Maybe<ResolversTypes['WebhookDisabledReason']>, ParentType, ContextType>;
  noticeEmail?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lastDeliveryAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  failures?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  deliveries?: Resolver<ResolversTypes['WebhookDeliveryConnection'], ParentType, ContextType, RequireFields<WebhookDeliveriesArgs, 'first'>>;
  secret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type WebhookDeliveryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WebhookDelivery'] = ResolversParentTypes['WebhookDelivery']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  event?: Resolver<ResolversTypes['WebhookEvent'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  deliveredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  responseStatus?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type WebhookDeliveryEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WebhookDeliveryEdge'] = ResolversParentTypes['WebhookDeliveryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['WebhookDelivery'], ParentType, ContextType>;
};

export type WebhookDeliveryConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WebhookDeliveryConnection'] = ResolversParentTypes['WebhookDeliveryConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['WebhookDeliveryEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ProductResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Product'] = ResolversParentTypes['Product'], FederationReferenceType extends FederationReferenceTypes['Product'] = FederationReferenceTypes['Product']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Product']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ref?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  brand?: Resolver<ResolversTypes['Brand'], ParentType, ContextType>;
  category?: Resolver<ResolversTypes['ProductCategory'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  imageUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  priceCents?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  stock?: Resolver<ResolversTypes['ProductStock'], ParentType, ContextType>;
  offers?: Resolver<ReadonlyArray<ResolversTypes['ProductOffer']>, ParentType, ContextType>;
  lasts?: Resolver<Maybe<ResolversTypes['ProductLife']>, ParentType, ContextType>;
  affiliateUrl?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProductOfferResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductOffer'] = ResolversParentTypes['ProductOffer']> = {
  priceCents?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  stock?: Resolver<ResolversTypes['ProductStock'], ParentType, ContextType>;
  affiliateUrl?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
};

export type ProductLifeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductLife'] = ResolversParentTypes['ProductLife']> = {
  medianMeters?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  owners?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProductEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductEdge'] = ResolversParentTypes['ProductEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
};

export type ProductConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductConnection'] = ResolversParentTypes['ProductConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ProductEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  categories?: Resolver<ReadonlyArray<ResolversTypes['ProductCategoryCount']>, ParentType, ContextType>;
};

export type ProductCategoryCountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductCategoryCount'] = ResolversParentTypes['ProductCategoryCount']> = {
  category?: Resolver<ResolversTypes['ProductCategory'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  startCheckout?: Resolver<ResolversTypes['Checkout'], ParentType, ContextType, RequireFields<MutationStartCheckoutArgs, 'plan' | 'returnUrl'>>;
  buyGift?: Resolver<ResolversTypes['Checkout'], ParentType, ContextType, RequireFields<MutationBuyGiftArgs, 'months' | 'returnUrl'>>;
  redeemCode?: Resolver<ResolversTypes['PremiumSubscription'], ParentType, ContextType, RequireFields<MutationRedeemCodeArgs, 'code'>>;
  changePlan?: Resolver<ResolversTypes['PremiumSubscription'], ParentType, ContextType, RequireFields<MutationChangePlanArgs, 'plan'>>;
  cancelSubscription?: Resolver<ResolversTypes['PremiumSubscription'], ParentType, ContextType>;
  resumeSubscription?: Resolver<ResolversTypes['PremiumSubscription'], ParentType, ContextType>;
  sponsorChallenge?: Resolver<Maybe<ResolversTypes['Challenge']>, ParentType, ContextType, RequireFields<MutationSponsorChallengeArgs, 'input'>>;
  updateBrand?: Resolver<ResolversTypes['Brand'], ParentType, ContextType, RequireFields<MutationUpdateBrandArgs, 'input'>>;
  updateSponsorship?: Resolver<Maybe<ResolversTypes['Challenge']>, ParentType, ContextType, RequireFields<MutationUpdateSponsorshipArgs, 'input'>>;
  endSponsorship?: Resolver<Maybe<ResolversTypes['Challenge']>, ParentType, ContextType, RequireFields<MutationEndSponsorshipArgs, 'challengeId'>>;
  addOfferCodes?: Resolver<ResolversTypes['AddedOfferCodes'], ParentType, ContextType, RequireFields<MutationAddOfferCodesArgs, 'input'>>;
  createProduct?: Resolver<ResolversTypes['Product'], ParentType, ContextType, RequireFields<MutationCreateProductArgs, 'input'>>;
  updateProduct?: Resolver<ResolversTypes['Product'], ParentType, ContextType, RequireFields<MutationUpdateProductArgs, 'id' | 'input'>>;
  importProducts?: Resolver<ResolversTypes['ProductImport'], ParentType, ContextType, RequireFields<MutationImportProductsArgs, 'input'>>;
  createBrand?: Resolver<ResolversTypes['NewBrand'], ParentType, ContextType, RequireFields<MutationCreateBrandArgs, 'input'>>;
  createApiKey?: Resolver<ResolversTypes['NewApiKey'], ParentType, ContextType, RequireFields<MutationCreateApiKeyArgs, 'name' | 'scopes'>>;
  rotateApiKey?: Resolver<ResolversTypes['NewApiKey'], ParentType, ContextType, RequireFields<MutationRotateApiKeyArgs, 'id' | 'overlapHours'>>;
  revokeApiKey?: Resolver<ResolversTypes['Partner'], ParentType, ContextType, RequireFields<MutationRevokeApiKeyArgs, 'id'>>;
  setCommission?: Resolver<ResolversTypes['CommissionRule'], ParentType, ContextType, RequireFields<MutationSetCommissionArgs, 'input'>>;
  rotatePostbackSecret?: Resolver<ResolversTypes['PostbackAccess'], ParentType, ContextType, Partial<MutationRotatePostbackSecretArgs>>;
  setWebhook?: Resolver<ResolversTypes['Webhook'], ParentType, ContextType, RequireFields<MutationSetWebhookArgs, 'input'>>;
  deleteWebhook?: Resolver<ResolversTypes['Partner'], ParentType, ContextType, RequireFields<MutationDeleteWebhookArgs, 'id'>>;
  rotateWebhookSecret?: Resolver<ResolversTypes['Webhook'], ParentType, ContextType, RequireFields<MutationRotateWebhookSecretArgs, 'id'>>;
  replayWebhookDelivery?: Resolver<ResolversTypes['WebhookDelivery'], ParentType, ContextType, RequireFields<MutationReplayWebhookDeliveryArgs, 'id'>>;
};

export type CheckoutResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Checkout'] = ResolversParentTypes['Checkout']> = {
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type NewApiKeyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NewApiKey'] = ResolversParentTypes['NewApiKey']> = {
  apiKey?: Resolver<ResolversTypes['ApiKey'], ParentType, ContextType>;
  secret?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AddedOfferCodesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AddedOfferCodes'] = ResolversParentTypes['AddedOfferCodes']> = {
  added?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  duplicates?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProductImportResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductImport'] = ResolversParentTypes['ProductImport']> = {
  dryRun?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  created?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  changed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unchanged?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  refused?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ignoredColumns?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  changes?: Resolver<ReadonlyArray<ResolversTypes['ImportedProduct']>, ParentType, ContextType>;
  refusals?: Resolver<ReadonlyArray<ResolversTypes['RefusedLine']>, ParentType, ContextType>;
};

export type ImportedProductResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ImportedProduct'] = ResolversParentTypes['ImportedProduct']> = {
  line?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sku?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  isNew?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  fields?: Resolver<ReadonlyArray<ResolversTypes['ImportedField']>, ParentType, ContextType>;
};

export type ImportedFieldResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ImportedField'] = ResolversParentTypes['ImportedField']> = {
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  after?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RefusedLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RefusedLine'] = ResolversParentTypes['RefusedLine']> = {
  line?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sku?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['RefusedLineCode'], ParentType, ContextType>;
  column?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  rule?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  min?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  max?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  format?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  currency?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  otherLine?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  fields?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  columns?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type NewBrandResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NewBrand'] = ResolversParentTypes['NewBrand']> = {
  brand?: Resolver<ResolversTypes['Brand'], ParentType, ContextType>;
  apiKey?: Resolver<ResolversTypes['ApiKey'], ParentType, ContextType>;
  secret?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ChallengeConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChallengeConnection'] = ResolversParentTypes['ChallengeConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ChallengeEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ChallengeEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChallengeEdge'] = ResolversParentTypes['ChallengeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Challenge']>, ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type NodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Brand' | 'Product', ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface TimeZoneScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['TimeZone'], any> {
  name: 'TimeZone';
}

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export type Resolvers<ContextType = Context> = {
  Query?: QueryResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
  ProductSuggestion?: ProductSuggestionResolvers<ContextType>;
  PremiumSubscription?: PremiumSubscriptionResolvers<ContextType>;
  Invoice?: InvoiceResolvers<ContextType>;
  Plan?: PlanResolvers<ContextType>;
  Brand?: BrandResolvers<ContextType>;
  BrandColors?: BrandColorsResolvers<ContextType>;
  Challenge?: ChallengeResolvers<ContextType>;
  Sponsorship?: SponsorshipResolvers<ContextType>;
  Partner?: PartnerResolvers<ContextType>;
  OfferCodeStock?: OfferCodeStockResolvers<ContextType>;
  BrandedLeaderboard?: BrandedLeaderboardResolvers<ContextType>;
  CampaignReport?: CampaignReportResolvers<ContextType>;
  CampaignDay?: CampaignDayResolvers<ContextType>;
  BrandedEntry?: BrandedEntryResolvers<ContextType>;
  ApiKey?: ApiKeyResolvers<ContextType>;
  AffiliateReport?: AffiliateReportResolvers<ContextType>;
  AffiliateProductRow?: AffiliateProductRowResolvers<ContextType>;
  RefusedClicks?: RefusedClicksResolvers<ContextType>;
  PayoutStatement?: PayoutStatementResolvers<ContextType>;
  CommissionRule?: CommissionRuleResolvers<ContextType>;
  PostbackAccess?: PostbackAccessResolvers<ContextType>;
  Webhook?: WebhookResolvers<ContextType>;
  WebhookDelivery?: WebhookDeliveryResolvers<ContextType>;
  WebhookDeliveryEdge?: WebhookDeliveryEdgeResolvers<ContextType>;
  WebhookDeliveryConnection?: WebhookDeliveryConnectionResolvers<ContextType>;
  Product?: ProductResolvers<ContextType>;
  ProductOffer?: ProductOfferResolvers<ContextType>;
  ProductLife?: ProductLifeResolvers<ContextType>;
  ProductEdge?: ProductEdgeResolvers<ContextType>;
  ProductConnection?: ProductConnectionResolvers<ContextType>;
  ProductCategoryCount?: ProductCategoryCountResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Checkout?: CheckoutResolvers<ContextType>;
  NewApiKey?: NewApiKeyResolvers<ContextType>;
  AddedOfferCodes?: AddedOfferCodesResolvers<ContextType>;
  ProductImport?: ProductImportResolvers<ContextType>;
  ImportedProduct?: ImportedProductResolvers<ContextType>;
  ImportedField?: ImportedFieldResolvers<ContextType>;
  RefusedLine?: RefusedLineResolvers<ContextType>;
  NewBrand?: NewBrandResolvers<ContextType>;
  ChallengeConnection?: ChallengeConnectionResolvers<ContextType>;
  ChallengeEdge?: ChallengeEdgeResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Node?: NodeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  TimeZone?: GraphQLScalarType;
  URL?: GraphQLScalarType;
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
  sameForCrowd?: SameForCrowdDirectiveResolver<any, any, ContextType>;
};

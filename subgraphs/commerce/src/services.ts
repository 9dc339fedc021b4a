import { type Features, openFeatures } from '@gruppetto/features'
import {
  type CursorSeal,
  cursorSeal,
  type KeptLists,
  type OpenedModel,
  openKeptLists,
  openModel,
  type TextSeal,
  textSeal,
} from '@gruppetto/graph'
import {
  type Aside,
  type Counter,
  type Database,
  type Lanes,
  openAside,
  openCounter,
  openLanes,
  openRecent,
  type Recent,
  type Runtime,
} from '@gruppetto/runtime'
import type { CampaignReport } from './domain/campaign-report.ts'
import { PRODUCT_CATEGORIES, type ProductRow } from './domain/product.ts'
import type { ProductLife } from './domain/product-life.ts'
import { PRODUCT_FEATURES, PRODUCT_OUTPUTS } from './domain/rank-products.ts'
import { openClickJournal } from './live/click-journal.ts'
import { openRanking, type Ranking } from './live/ranking.ts'
import { openUnderWay, type UnderWay } from './live/under-way.ts'
import { openWebhookSender, type WebhookSender } from './live/webhook-sender.ts'
import { asideHooks } from './pipelines/aside.ts'
import { type KeyUses, openKeyUses } from './pipelines/note-key-use.ts'
import { type ClickRecorder, openClickRecorder } from './pipelines/record-click.ts'
import { openPayments, type Payments } from './providers/open-payments.ts'
import type { PaymentProvider } from './providers/payment-provider.ts'
import { openStores, type Stores } from './stores/mod.ts'

/** What the plan desk works with: the stores, and what they are opened from. */
export interface Storage {
  readonly runtime: Runtime
  readonly database: Database
  readonly stores: Stores
  readonly aside: Aside
  /** The ranks of the branded boards. */
  readonly ranking: Ranking
}

/** What the desk of payments works with: whoever asks the payment provider needs no more. */
export interface Sales extends Storage, Payments {
  readonly lanes: Lanes
}

/** What is open as long as the subgraph is. */
export interface Services extends Sales {
  readonly cursors: CursorSeal
  readonly clickRecorder: ClickRecorder
  /** Counts tries of codes, and how fast somebody follows affiliate links. */
  readonly counter: Counter
  /** Seals the secrets of webhooks, which the platform signs with. */
  readonly secrets: TextSeal
  readonly webhookSender: WebhookSender
  /** The webhooks that this process is delivering to. */
  readonly underWay: UnderWay
  readonly keyUses: KeyUses
  readonly features: Features
  /** Orders suggested products; see the card in models/. */
  readonly model: OpenedModel
  /** Which lists of suggestions are kept as events. */
  readonly keptLists: KeptLists
  /** How often products were looked at of late, by category. */
  readonly views: Recent<ReadonlyMap<string, number>>
  /** The products that may be suggested, by category. */
  readonly candidates: Recent<readonly ProductRow[]>
  /** How long products last, by product. */
  readonly lives: Recent<ProductLife | null>
  /** The reports that were counted last, by challenge. */
  readonly reports: Recent<CampaignReport>
}

/** How long a stop waits for the clicks that are not counted yet. */
const CLICKS_CLOSE_MS = 5_000
const KEY_USES_CLOSE_MS = 1_000
/** A report counts every athlete of a board, so one that is asked for again and again is counted every few seconds. */
const REPORT_KEPT_MS = 5_000
/** How long a product lasts changes slowly, and is counted over all who own it. */
const LIFE_KEPT_MS = 60_000
/** What is looked at of late changes slowly, and is counted over everybody. */
const VIEWS_KEPT_MS = 10 * 60_000
/** The same for everybody. Those that are suggested are read again. */
const CANDIDATES_KEPT_MS = 30_000

export const openStorage = async (runtime: Runtime): Promise<Storage> => {
  const database = await runtime.database('commerce')
  const stores = openStores(database, runtime)
  const ranking = openRanking(stores, runtime)
  const aside = openAside(database, asideHooks({ stores, ranking }))
  await database.prepare()
  return { runtime, database, stores, aside, ranking }
}

/** `payments` is for tests; the configuration says who takes the money elsewhere. */
export const openServices = async (runtime: Runtime, payments?: PaymentProvider | null): Promise<Services> => {
  const storage = await openStorage(runtime)
  const clickRecorder = openClickRecorder(storage, await openClickJournal(runtime))
  clickRecorder.recover().catch((error: unknown) => runtime.log.error({ err: error }, 'clicks that were left could not be read'))
  const { identitySecret } = runtime.config
  return {
    ...storage,
    ...openPayments({ runtime, database: storage.database, rows: storage.stores.sandbox }, payments),
    lanes: openLanes(),
    cursors: cursorSeal(identitySecret),
    clickRecorder,
    counter: openCounter(runtime),
    secrets: textSeal(identitySecret, 'webhook-secret'),
    webhookSender: await openWebhookSender(runtime),
    underWay: openUnderWay(runtime.log, 'the deliveries of a webhook failed; they are tried again'),
    keyUses: openKeyUses(storage),
    features: await openFeatures(runtime),
    keptLists: openKeptLists(runtime.now),
    model: await openModel(
      new URL('../models/suggested-products.json', import.meta.url),
      { name: 'suggested-products', features: PRODUCT_FEATURES, outputs: PRODUCT_OUTPUTS },
      runtime,
    ),
    views: openRecent({ now: runtime.now, keptMs: VIEWS_KEPT_MS, most: PRODUCT_CATEGORIES.length }),
    candidates: openRecent({ now: runtime.now, keptMs: CANDIDATES_KEPT_MS, most: PRODUCT_CATEGORIES.length }),
    lives: openRecent({ now: runtime.now, keptMs: LIFE_KEPT_MS, most: 10_000 }),
    reports: openRecent({ now: runtime.now, keptMs: REPORT_KEPT_MS, most: 1_000 }),
  }
}

/** The database and Redis belong to the runtime, which closes them. */
export const closeServices = async ({ clickRecorder, keyUses, ranking, webhookSender, underWay }: Services): Promise<void> => {
  await Promise.all([clickRecorder.close(CLICKS_CLOSE_MS), keyUses.close(KEY_USES_CLOSE_MS)])
  // What is on the way ends now, and is sent again later: its receiver knows it by its id.
  await webhookSender.close()
  await underWay.ended()
  await ranking.close()
}

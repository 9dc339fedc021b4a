import { type CursorSeal, cursorSeal, type TextSeal, textSeal } from '@gruppetto/graph'
import {
  type Aside,
  type Counter,
  type Database,
  isLoopback,
  type Lanes,
  openAside,
  openCounter,
  openLanes,
  openRecent,
  type Recent,
  type Runtime,
} from '@gruppetto/runtime'
import type { CampaignReport } from './domain/campaign-report.ts'
import { openClickJournal } from './live/click-journal.ts'
import { openUnderWay, type UnderWay } from './live/under-way.ts'
import { openWebhookSender, type WebhookSender } from './live/webhook-sender.ts'
import { type KeyUses, openKeyUses } from './pipelines/note-key-use.ts'
import { type ClickRecorder, openClickRecorder } from './pipelines/record-click.ts'
import type { PaymentProvider } from './providers/payment-provider.ts'
import { openSandbox, type Sandbox } from './providers/sandbox/open-sandbox.ts'
import { openStripe } from './providers/stripe/open-stripe.ts'
import { openStores, type Stores } from './stores/mod.ts'

/** What the plan desk works with: the stores, and what they are opened from. */
export interface Storage {
  readonly runtime: Runtime
  readonly database: Database
  readonly stores: Stores
  readonly aside: Aside
}

/** What the desk of payments works with: whoever asks the payment provider needs no more. */
export interface Sales extends Storage {
  /** Null where nothing is sold. */
  readonly payments: PaymentProvider | null
  /** The pages and the clocks of the local provider; null where it does not take the money. */
  readonly sandbox: Sandbox | null
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
  /** The reports that were counted last, by challenge. */
  readonly reports: Recent<CampaignReport>
}

/** How long a stop waits for the clicks that are not counted yet. */
const CLICKS_CLOSE_MS = 5_000
const KEY_USES_CLOSE_MS = 1_000
/** A report counts every athlete of a board, so one that is asked for again and again is counted every few seconds. */
const REPORT_KEPT_MS = 5_000

export const openStorage = async (runtime: Runtime): Promise<Storage> => {
  const database = await runtime.database('commerce')
  const stores = openStores(database, runtime)
  const aside = openAside(database, {})
  await database.prepare()
  return { runtime, database, stores, aside }
}

/** A platform that others reach says everywhere that its premium costs nothing. */
const warnOfSandbox = ({ config, log, warnings }: Runtime): void => {
  if (isLoopback(new URL(config.publicUrl).hostname)) return
  log.warn('PAYMENTS=sandbox: premium is given without money')
  warnings.set('payments', 'sandbox: no money moves')
}

const stripeOf = ({ config, now }: Runtime): PaymentProvider | null => {
  const { payments, stripeSecretKey, stripeWebhookSecret } = config
  if (payments !== 'stripe' || stripeSecretKey === undefined || stripeWebhookSecret === undefined) return null
  return openStripe({ secretKey: stripeSecretKey, webhookSecret: stripeWebhookSecret, now })
}

/** `payments` is for tests; the configuration says who takes the money elsewhere. */
export const openSales = async (runtime: Runtime, payments?: PaymentProvider | null): Promise<Sales> => {
  const storage = await openStorage(runtime)
  const isSandbox = payments === undefined && runtime.config.payments === 'sandbox'
  const sandbox = isSandbox ? openSandbox({ runtime, database: storage.database, rows: storage.stores.sandbox }) : null
  if (sandbox !== null) warnOfSandbox(runtime)
  return { ...storage, payments: payments ?? sandbox?.provider ?? stripeOf(runtime), sandbox, lanes: openLanes() }
}

export const openServices = async (runtime: Runtime, payments?: PaymentProvider | null): Promise<Services> => {
  const sales = await openSales(runtime, payments)
  const clickRecorder = openClickRecorder(sales, await openClickJournal(runtime))
  clickRecorder.recover().catch((error: unknown) => runtime.log.error({ err: error }, 'clicks that were left could not be read'))
  const { identitySecret } = runtime.config
  return {
    ...sales,
    cursors: cursorSeal(identitySecret),
    clickRecorder,
    counter: openCounter(runtime),
    secrets: textSeal(identitySecret, 'webhook-secret'),
    webhookSender: await openWebhookSender(runtime),
    underWay: openUnderWay(runtime.log, 'the deliveries of a webhook failed; they are tried again'),
    keyUses: openKeyUses(sales),
    reports: openRecent({ now: runtime.now, keptMs: REPORT_KEPT_MS, most: 1_000 }),
  }
}

/** The database and Redis belong to the runtime, which closes them. */
export const closeServices = async ({ clickRecorder, keyUses, webhookSender, underWay }: Services): Promise<void> => {
  await Promise.all([clickRecorder.close(CLICKS_CLOSE_MS), keyUses.close(KEY_USES_CLOSE_MS)])
  // What is on the way ends now, and is sent again later: its receiver knows it by its id.
  await webhookSender.close()
  await underWay.ended()
}

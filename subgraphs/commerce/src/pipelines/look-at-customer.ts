import { crashPoint, retryOnDuplicateKey, SYSTEM, type Tx } from '@gruppetto/runtime'
import { type Sighting, sightCustomer } from '../domain/derive-subscription.ts'
import { type InvoiceRow, invoiceRow, isSameInvoice, moneyMoved } from '../domain/invoice.ts'
import type { ProviderCustomer } from '../domain/payment-facts.ts'
import { planBought } from '../domain/plans.ts'
import { receiptsFor } from '../domain/receipt.ts'
import { givesPremium } from '../domain/subscription.ts'
import {
  earliest,
  inRealTime,
  isTimely,
  isUnderWay,
  type Looked,
  lookAtPaymentsAt,
  lookedAt,
  pageExpiresAt,
  type SubscriptionRow,
  subscriptionState,
} from '../domain/subscription-row.ts'
import type { PaymentProvider } from '../providers/payment-provider.ts'
import type { Sales } from '../services.ts'
import { noteInTrail, setBought } from './change-access.ts'
import { endTwins } from './end-twins.ts'
import { issueReceipts, receiptStates } from './issue-receipts.ts'
import { settleGift } from './settle-gift.ts'
import { rememberTrial } from './trials.ts'

export interface Cause {
  /** For the trail: `webhook <id>`, `look`, `athlete`. */
  readonly cause: string
  /** Whether nobody said that something has changed, so that what is found was missed. When absent, somebody did. */
  readonly isRoutine?: true
}

/** How often a look that another one has overtaken is taken again. */
const MAX_LOOKS = 8

interface Look extends Cause {
  readonly before: SubscriptionRow
  readonly customer: ProviderCustomer | null
  readonly sight: Sighting
  /** The customer's time: now, but for a provider's test clock. */
  readonly clockMs: number
}

const storeInvoices = async (sales: Sales, { before, customer, cause, isRoutine }: Look, tx: Tx) => {
  const rows = (customer?.invoices ?? []).map((invoice) => invoiceRow(before._id, before.provider, invoice))
  const known = await sales.stores.invoices.byId(
    rows.map(({ _id }) => _id),
    tx,
  )
  const changed = rows.filter((row) => !isSameInvoice(known.get(row._id), row))
  sales.stores.invoices.putAtCommit(changed, tx)
  const moved = changed.flatMap((row) => moneyMoved(known.get(row._id), row))
  const entry = { athleteId: before._id, kind: 'MONEY' as const, cause, isRepair: isRoutine ?? false }
  noteInTrail(
    sales,
    moved.map((money) => ({ ...entry, ...money })),
    tx,
  )
  for (const after of changed) await settleGift(sales, { before: known.get(after._id), after, cause }, tx)
  const wanted = changed.flatMap((row) => receiptsFor(known.get(row._id), row, titleOf(customer, row)))
  return receiptStates(await issueReceipts(sales, before._id, wanted, tx))
}

/** What an invoice is for, in words. */
const titleOf = (customer: ProviderCustomer | null, { subscriptionId, currency, reference }: InvoiceRow): string => {
  if (reference != null) return 'A gift of Gruppetto Premium'
  const bought = customer?.subscriptions.find(({ id }) => id === subscriptionId)
  return (bought && planBought(bought.planVersion, currency)?.name) ?? 'Gruppetto Premium'
}

/** Stores a look with all that follows from it. Returns null when another look was stored since `before` was read. */
const storeLook = async (sales: Sales, look: Look, tx: Tx): Promise<Looked | null> => {
  const { stores, runtime } = sales
  const nowMs = runtime.now()
  const aheadMs = look.clockMs - nowMs
  const { row: seenRow, changes, newTwinIds } = lookedAt(look.before, look.sight, look.clockMs)
  const lookAgainAt = seenRow.lookAgainAt ?? lookAtPaymentsAt(look.customer?.invoices ?? [], look.clockMs)
  const inTime = inRealTime({ ...seenRow, lookAgainAt }, aheadMs)
  const row = { ...inTime, lookAgainAt: earliest(inTime.lookAgainAt, pageExpiresAt(inTime, nowMs)) }
  if (!(await stores.subscriptions.store(row, tx))) return null
  const { _id: athleteId, subscriptionId: reference } = row
  const receipts = await storeInvoices(sales, look, tx)
  await setBought(sales, athleteId, { isBought: givesPremium(row.state), cause: look.cause, reference }, tx)
  crashPoint('commerce-payments:entitled')
  const seen = look.sight.subscription
  if (seen?.trialEndsAt != null && seen.id !== look.before.subscriptionId) await rememberTrial(sales, athleteId, tx)
  const looked = { row, changes, newTwinIds }
  if (changes.length === 0 && receipts.length === 0 && newTwinIds.length === 0) return looked
  const entry = { athleteId, kind: 'SUBSCRIPTION' as const, cause: look.cause }
  const isRoutine = look.isRoutine === true
  noteInTrail(
    sales,
    [
      ...changes.map((what) => ({ ...entry, what, reference, isRepair: isRoutine && !isTimely(what) })),
      ...newTwinIds.map((id) => ({ ...entry, what: 'PAID_TWICE', reference: id, isRepair: isRoutine })),
    ],
    tx,
  )
  const told = { receipts, isPaidTwice: newTwinIds.length > 0, atMs: nowMs }
  tx.emit('subscription.changed', subscriptionState(row, changes, told))
  return looked
}

const lookOnce = async (sales: Sales, payments: PaymentProvider, before: SubscriptionRow, cause: Cause) => {
  const customer = await payments.fetchCustomer(before.customerId)
  const clockMs = customer?.clockAt?.getTime() ?? sales.runtime.now()
  const sight = sightCustomer(customer, clockMs)
  if (sight.surplus.length > 0) {
    const ids = sight.surplus.map(({ id }) => id)
    sales.runtime.log.warn({ athleteId: before._id, kept: sight.subscription?.id, surplus: ids }, 'an athlete pays twice')
  }
  const look = { ...cause, before, customer, sight, clockMs }
  crashPoint('commerce-payments:looked')
  const looked = await retryOnDuplicateKey(() => sales.database.transact((tx) => storeLook(sales, look, tx), SYSTEM))
  return looked === null ? null : { ...looked, twins: sight.twins }
}

/**
 * Asks the provider what the athlete's customer has now, and stores what follows from it: the subscription, its invoices, the access
 * and the trail. Whoever calls it, however often and in whatever order, the last look decides, and it saw the newest state. Throws
 * ProviderFailure when the provider does not answer. Returns the row as it is now; null when the athlete has no customer.
 */
export const lookAtCustomer = (sales: Sales, athleteId: string, cause: Cause): Promise<SubscriptionRow | null> =>
  sales.lanes.run(athleteId, async () => {
    const { payments, stores, runtime } = sales
    let hasEndedTwins = false
    for (let attempt = 0; attempt < MAX_LOOKS; attempt += 1) {
      const before = await stores.subscriptions.get(athleteId)
      if (before === null || payments === null || before.provider !== payments.name) return null
      const looked = await lookOnce(sales, payments, before, cause)
      if (looked === null) continue
      const { row, changes, twins } = looked
      if (twins.length > 0 && !hasEndedTwins) {
        await endTwins(sales, payments, { athleteId, twins, cause: cause.cause })
        hasEndedTwins = true
        // What has changed at the provider by that is stored now, and not when its webhooks come.
        continue
      }
      if (cause.isRoutine && changes.some((change) => !isTimely(change)))
        runtime.log.warn({ athleteId, changes }, 'the provider had changed a subscription without a webhook: repaired')
      return row
    }
    throw new Error(`the subscription of ${athleteId} was looked at by others ${MAX_LOOKS} times in a row`)
  })

const DAY_MS = 24 * 3600 * 1000
/** How long what another provider sold is kept beyond its paid period, in case that provider comes back. */
const FOREIGN_GRACE_MS = 14 * DAY_MS

/**
 * Ends what a provider has sold that takes no money any more, such as the sandbox after Stripe took its place, once the paid period is
 * long over. Before that it stays: a wrong setting takes nothing from anybody.
 */
export const endForeign = async (sales: Sales, before: SubscriptionRow): Promise<void> => {
  const { stores, database, runtime } = sales
  const nowMs = runtime.now()
  const isOver = nowMs > (before.currentPeriodEndsAt?.getTime() ?? 0) + FOREIGN_GRACE_MS
  if (!isUnderWay(before.state) || !isOver) {
    return stores.subscriptions.lookLater(before._id, new Date(nowMs + DAY_MS))
  }
  const sight: Sighting = { sighting: 'ENDED', subscription: null, surplus: [], twins: [], changesAt: null }
  const look = { cause: `${before.provider} sells no more`, before, customer: null, sight, clockMs: nowMs }
  // Null: somebody else has changed it since, and it is due again.
  await retryOnDuplicateKey(() => database.transact((tx) => storeLook(sales, look, tx), SYSTEM))
}

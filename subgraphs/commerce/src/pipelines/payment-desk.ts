import { SYSTEM } from '@gruppetto/runtime'
import type { InvoiceRow } from '../domain/invoice.ts'
import type { PremiumAuditRow } from '../domain/premium-audit.ts'
import { isUnderWay } from '../domain/subscription-row.ts'
import { ProviderFailure } from '../providers/payment-provider.ts'
import type { Sales } from '../services.ts'
import { noteInTrail } from './change-access.ts'
import { lookAtCustomer } from './look-at-customer.ts'

export interface PaymentReport {
  readonly provider: string | null
  /** How many athletes are in each state. */
  readonly states: ReadonlyMap<string, number>
  /** Webhooks that are not applied yet, and those that were given up. */
  readonly waiting: number
  readonly failed: number
  /** What looks at the provider have found in the last week that no webhook had told. */
  readonly repairs: number
}

export interface AthletePayments {
  readonly invoices: readonly InvoiceRow[]
  /** The newest first. */
  readonly trail: readonly PremiumAuditRow[]
}

export type RefundRefusal = 'UNKNOWN' | 'NOT_PAID' | 'OTHER_PROVIDER' | 'REFUSED' | 'UNAVAILABLE'

/** What the operator sees and does about payments. Only the command line uses it. */
export interface PaymentDesk {
  report(): Promise<PaymentReport>
  of(athleteId: string): Promise<AthletePayments>
  /** Gives back all that is left of an invoice. Of the last one of a subscription, it ends that too. Null: done. */
  refund(invoiceId: string, reason: string): Promise<RefundRefusal | null>
}

const WEEK_MS = 7 * 24 * 3600 * 1000
const TRAIL_SHOWN = 50

/** Whether the invoice paid for what the athlete has now, so that its refund ends it. */
const isLastPaid = (invoices: readonly InvoiceRow[], invoice: InvoiceRow): boolean =>
  invoices.find(({ subscriptionId, status }) => subscriptionId === invoice.subscriptionId && status === 'PAID')?._id ===
  invoice._id

const refund = async (sales: Sales, invoice: InvoiceRow, reason: string): Promise<void> => {
  const { payments, stores, database } = sales
  const { _id, athleteId, subscriptionId, refundedAmount } = invoice
  if (payments === null) throw new ProviderFailure('UNAVAILABLE', 'nothing is sold')
  // The key is the same for a second try, and another one after a part was given back.
  await payments.refund(_id, null, `refund:${_id}:${refundedAmount}`)
  if (athleteId === null) return
  const entry = { athleteId, kind: 'MONEY' as const, what: 'REFUND_ORDERED', cause: 'staff', reference: _id, reason }
  await database.transact(async (tx) => noteInTrail(sales, [entry], tx), SYSTEM)
  const row = await stores.subscriptions.get(athleteId)
  const endsIt = row !== null && isUnderWay(row.state) && row.subscriptionId === subscriptionId
  if (endsIt && isLastPaid(await stores.invoices.listOf(athleteId), invoice))
    await payments.cancel(row.subscriptionId ?? '', 'NOW')
  await lookAtCustomer(sales, athleteId, { cause: 'staff' })
}

export const makePaymentDesk = (sales: Sales): PaymentDesk => {
  const { payments, stores, runtime } = sales
  return {
    async report() {
      const [states, waiting, failed, repairs] = await Promise.all([
        stores.subscriptions.countByState(),
        stores.providerEvents.count('WAITING'),
        stores.providerEvents.count('FAILED'),
        stores.premiumAudit.countRepairs(new Date(runtime.now() - WEEK_MS)),
      ])
      return { provider: payments?.name ?? null, states, waiting, failed, repairs }
    },
    async of(athleteId) {
      const [invoices, trail] = await Promise.all([
        stores.invoices.listOf(athleteId),
        stores.premiumAudit.listOf(athleteId, TRAIL_SHOWN),
      ])
      return { invoices, trail }
    },
    async refund(invoiceId, reason) {
      const invoice = await stores.invoices.get(invoiceId)
      if (invoice === null) return 'UNKNOWN'
      if (invoice.provider !== payments?.name) return 'OTHER_PROVIDER'
      if (invoice.status !== 'PAID') return 'NOT_PAID'
      try {
        await refund(sales, invoice, reason)
        return null
      } catch (error) {
        if (error instanceof ProviderFailure) return error.kind
        throw error
      }
    },
  }
}

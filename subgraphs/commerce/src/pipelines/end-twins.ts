import { SYSTEM } from '@gruppetto/runtime'
import type { Twin } from '../domain/derive-subscription.ts'
import { type PaymentProvider, ProviderFailure } from '../providers/payment-provider.ts'
import type { Sales } from '../services.ts'
import { noteInTrail } from './change-access.ts'

interface Twins {
  readonly athleteId: string
  readonly twins: readonly Twin[]
  /** For the trail. */
  readonly cause: string
}

/** Gives back all of an invoice. Where the provider will not, the trail says so, for the staff. */
const giveBack = async (sales: Sales, payments: PaymentProvider, { athleteId, invoiceId, cause }: Refund): Promise<void> => {
  try {
    await payments.refund(invoiceId, null, `twice:${invoiceId}`)
  } catch (error) {
    if (!(error instanceof ProviderFailure) || error.kind === 'UNAVAILABLE') throw error
    sales.runtime.log.error({ err: error, athleteId, invoiceId }, 'what was paid twice could not be given back')
    const entry = {
      athleteId,
      kind: 'MONEY' as const,
      what: 'REFUND_REFUSED',
      cause,
      reference: invoiceId,
      reason: error.message,
    }
    await sales.database.transact(async (tx) => noteInTrail(sales, [entry], tx), SYSTEM)
  }
}

interface Refund extends Pick<Twins, 'athleteId' | 'cause'> {
  readonly invoiceId: string
}

/**
 * Ends subscriptions that an athlete has beside the one that decides, and gives back what was paid for them. The money goes first: a
 * process that dies in between leaves a subscription that runs, which the next look finds. Nothing happens twice, whoever else does the
 * same at this moment. Throws ProviderFailure when the provider does not answer.
 */
export const endTwins = async (sales: Sales, payments: PaymentProvider, { athleteId, twins, cause }: Twins): Promise<void> => {
  for (const { subscriptionId, invoiceIds } of twins) {
    for (const invoiceId of invoiceIds) await giveBack(sales, payments, { athleteId, invoiceId, cause })
    await payments.cancel(subscriptionId, 'NOW')
    sales.runtime.log.warn({ athleteId, subscriptionId, invoiceIds }, 'a second subscription of an athlete was ended')
  }
}

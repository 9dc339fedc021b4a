import { retryOnDuplicateKey, SYSTEM } from '@gruppetto/runtime'
import { type Discount, inPeriods } from '../../domain/discount.ts'
import { monthsOf, type PlanRow } from '../../domain/plans.ts'
import { payOnce, refusalOfCard, subscribe } from '../../domain/sandbox/acts.ts'
import type { Refusal, SandboxCardKey } from '../../domain/sandbox/cards.ts'
import type { SandboxCheckoutRow, SandboxCustomerRow, SandboxDiscount } from '../../domain/sandbox/customer.ts'
import type { CheckoutOrder, PaymentOrder, StartedCheckout } from '../payment-provider.ts'
import { changeCustomer } from './change-customer.ts'
import type { SandboxParts } from './parts.ts'
import { priceOf } from './sandbox-facts.ts'
import { checkoutIdOf, checkoutTokenOf } from './tokens.ts'

export const SANDBOX_CHECKOUT_PATH = '/sandbox/checkout/'
const OPEN_FOR_MS = 30 * 60_000

const discountOf = (discount: Discount, plan: PlanRow): SandboxDiscount => {
  const { percentOff, periods } = inPeriods(discount, monthsOf(plan))
  return { percentOff, periodsLeft: periods }
}

/** Opens a page where a subscription is paid. The same key opens the same page. */
export const openCheckout = async (
  parts: SandboxParts,
  { athleteId, customerId, plan, trialDays, discount, returnUrl }: CheckoutOrder,
  idempotencyKey: string,
): Promise<StartedCheckout> =>
  insertCheckout(parts, idempotencyKey, {
    athleteId,
    customerId,
    reference: null,
    title: plan.name,
    price: priceOf(plan),
    amount: 0,
    currency: plan.currency,
    trialDays,
    discount: discount === null ? null : discountOf(discount, plan),
    returnUrl,
  })

/** Opens a page where something is paid once. */
export const openPayment = (parts: SandboxParts, order: PaymentOrder, idempotencyKey: string): Promise<StartedCheckout> =>
  insertCheckout(parts, idempotencyKey, { ...order, price: null, trialDays: 0, discount: null })

type NewCheckout = Omit<SandboxCheckoutRow, '_id' | 'status' | 'challenged' | 'expiresAt'>

const insertCheckout = async (parts: SandboxParts, idempotencyKey: string, fields: NewCheckout): Promise<StartedCheckout> => {
  const { runtime, database, rows } = parts
  const token = checkoutTokenOf(runtime.config.identitySecret, `${fields.customerId}:${idempotencyKey}`)
  const url = `${runtime.config.publicUrl}${SANDBOX_CHECKOUT_PATH}${token}`
  const _id = checkoutIdOf(token)
  const expiresAt = new Date(runtime.now() + OPEN_FOR_MS)
  const row: SandboxCheckoutRow = { _id, ...fields, status: 'OPEN', challenged: null, expiresAt }
  const open = () =>
    database.transact(async (tx) => {
      const known = await rows.checkout(_id, tx)
      if (known === null) await rows.replaceCheckouts(row, tx)
      return { url, expiresAt: known?.expiresAt ?? expiresAt }
    }, SYSTEM)
  return retryOnDuplicateKey(open)
}

/** What a checkout's page shows. */
export type OpenedCheckout =
  | { readonly state: 'UNKNOWN' | 'EXPIRED' | 'REPLACED' }
  | {
      readonly state: 'PAID' | 'OPEN' | 'CHALLENGE'
      readonly checkout: SandboxCheckoutRow
      readonly customer: SandboxCustomerRow
    }

/** Finds the checkout of a link. Whoever is signed in as another athlete than its own does not see it. */
export const readCheckout = async (
  { rows, runtime }: SandboxParts,
  token: string,
  viewerId: string | null,
): Promise<OpenedCheckout> => {
  const checkout = await rows.checkout(checkoutIdOf(token))
  if (checkout === null || (viewerId !== null && viewerId !== checkout.athleteId)) return { state: 'UNKNOWN' }
  const customer = await rows.customer(checkout.customerId)
  if (customer === null) return { state: 'UNKNOWN' }
  if (checkout.status === 'PAID') return { state: 'PAID', checkout, customer }
  if (checkout.status === 'REPLACED') return { state: 'REPLACED' }
  if (checkout.expiresAt.getTime() <= runtime.now()) return { state: 'EXPIRED' }
  return { state: checkout.challenged === null ? 'OPEN' : 'CHALLENGE', checkout, customer }
}

export interface CardChoice {
  readonly card: SandboxCardKey
  /** What the card's bank was told; null when it was not asked. */
  readonly isConfirmed: boolean | null
}

export type Paid = 'PAID' | 'CHALLENGE' | 'HAS_SUBSCRIPTION' | Refusal

/** Pays a checkout that is open, once: of two presses of the button, the second finds it paid. */
export const payCheckout = async (
  parts: SandboxParts,
  { _id, customerId, reference, price, amount, currency, trialDays, discount }: SandboxCheckoutRow,
  { card, isConfirmed }: CardChoice,
): Promise<Paid> => {
  const { rows } = parts
  const refusal = refusalOfCard(card, isConfirmed)
  if (refusal !== null) {
    await rows.challenge(_id, refusal === 'CHALLENGE' ? card : null)
    return refusal
  }
  const result = await changeCustomer(parts, {
    customerId,
    act: (customer, nowMs) =>
      price === null
        ? payOnce(customer, { reference: reference ?? '', amount, currency, card }, nowMs)
        : subscribe(customer, { price, trialDays, discount, card }, nowMs),
    also: (tx) => rows.closeCheckout(_id, tx),
  })
  if (result.ok || result.reason === 'NOT_ALLOWED') return 'PAID'
  return result.reason === 'HAS_SUBSCRIPTION' ? 'HAS_SUBSCRIPTION' : 'DECLINED'
}

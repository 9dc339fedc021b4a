import {
  cancelAtPeriodEnd,
  disputeLatest,
  moveClock,
  refusalOfCard,
  type SandboxResult,
  useCard,
} from '../../domain/sandbox/acts.ts'
import type { Refusal, SandboxCardKey } from '../../domain/sandbox/cards.ts'
import { clockOf, type SandboxCustomerRow } from '../../domain/sandbox/customer.ts'
import { changeCustomer } from './change-customer.ts'
import type { SandboxParts } from './parts.ts'
import { customerOfPortal, portalTokenOf } from './tokens.ts'

export const SANDBOX_PORTAL_PATH = '/sandbox/portal/'
const OPEN_FOR_MS = 60 * 60_000
const DAY_MS = 86_400_000
/** A clock is not moved further at once: a year and a day, so that a yearly plan is renewed. */
const FURTHEST_DAYS = 367

export const portalUrl = ({ runtime }: SandboxParts, customerId: string): string => {
  const { publicUrl, identitySecret } = runtime.config
  return `${publicUrl}${SANDBOX_PORTAL_PATH}${portalTokenOf(identitySecret, customerId, runtime.now() + OPEN_FOR_MS)}`
}

/** Finds the customer of a portal's link. Whoever is signed in as another athlete does not see it. */
export const readPortal = async (
  { rows, runtime }: SandboxParts,
  token: string,
  viewerId: string | null,
): Promise<SandboxCustomerRow | null> => {
  const customerId = customerOfPortal(runtime.config.identitySecret, token, runtime.now())
  const customer = customerId === null ? null : await rows.customer(customerId)
  return customer === null || (viewerId !== null && viewerId !== customer.athleteId) ? null : customer
}

export type PortalAct =
  | { readonly kind: 'CARD'; readonly card: SandboxCardKey }
  | { readonly kind: 'CANCEL' | 'RESUME' | 'DISPUTE' | 'NEXT' }
  | { readonly kind: 'WAIT'; readonly days: number }

/** OK, or why nothing changed. */
export type PortalActed = 'OK' | 'NOT_POSSIBLE' | Refusal

const resultOf = (customer: SandboxCustomerRow, wanted: PortalAct, nowMs: number): SandboxResult => {
  switch (wanted.kind) {
    case 'CARD':
      return useCard(customer, wanted.card, nowMs)
    case 'CANCEL':
    case 'RESUME':
      return cancelAtPeriodEnd(customer, wanted.kind === 'CANCEL', nowMs)
    case 'DISPUTE':
      return disputeLatest(customer, nowMs)
    case 'WAIT':
      return moveClock(customer, Math.min(wanted.days, FURTHEST_DAYS) * DAY_MS, nowMs)
    case 'NEXT':
      // To just when the next thing happens by itself.
      return moveClock(customer, customer.dueAt === null ? 0 : customer.dueAt.getTime() - nowMs, nowMs)
  }
}

/** Does what somebody chose on the portal's page. */
export const actInPortal = async (parts: SandboxParts, customerId: string, wanted: PortalAct): Promise<PortalActed> => {
  // Here a bank that would ask is taken to have agreed: the payment page plays that part.
  const refusal = wanted.kind === 'CARD' ? refusalOfCard(wanted.card, true) : null
  if (refusal !== null) return refusal === 'CHALLENGE' ? 'CHALLENGE_FAILED' : refusal
  const result = await changeCustomer(parts, { customerId, act: (customer, nowMs) => resultOf(customer, wanted, nowMs) })
  return result.ok ? 'OK' : 'NOT_POSSIBLE'
}

export const clockNow = ({ runtime }: SandboxParts, customer: SandboxCustomerRow): number => clockOf(customer, runtime.now())

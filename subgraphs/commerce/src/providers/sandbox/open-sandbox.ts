import type { SandboxCheckoutRow, SandboxCustomerRow } from '../../domain/sandbox/customer.ts'
import type { PaymentProvider } from '../payment-provider.ts'
import { type CardChoice, type OpenedCheckout, type Paid, payCheckout, readCheckout } from './checkout.ts'
import { deliverDue, passTime } from './deliver.ts'
import type { SandboxParts, WebhookReceiver } from './parts.ts'
import { actInPortal, clockNow, type PortalAct, type PortalActed, readPortal } from './portal.ts'
import { sandboxProvider } from './sandbox-provider.ts'

/** The local payment provider: what the platform calls, and what its pages and its job do. */
export interface Sandbox {
  readonly provider: PaymentProvider
  readCheckout(token: string, viewerId: string | null): Promise<OpenedCheckout>
  pay(checkout: SandboxCheckoutRow, choice: CardChoice): Promise<Paid>
  readPortal(token: string, viewerId: string | null): Promise<SandboxCustomerRow | null>
  act(customerId: string, wanted: PortalAct): Promise<PortalActed>
  /** The customer's own clock. */
  clockOf(customer: SandboxCustomerRow): number
  dueCustomers(now: Date, limit: number): Promise<readonly SandboxCustomerRow[]>
  passTime(customer: SandboxCustomerRow): Promise<void>
  /** Delivers the webhooks that are due. */
  deliver(receive: WebhookReceiver): Promise<void>
}

export const openSandbox = (parts: SandboxParts): Sandbox => ({
  provider: sandboxProvider(parts),
  readCheckout: (token, viewerId) => readCheckout(parts, token, viewerId),
  pay: (checkout, choice) => payCheckout(parts, checkout, choice),
  readPortal: (token, viewerId) => readPortal(parts, token, viewerId),
  act: (customerId, wanted) => actInPortal(parts, customerId, wanted),
  clockOf: (customer) => clockNow(parts, customer),
  dueCustomers: parts.rows.dueCustomers,
  passTime: (customer) => passTime(parts, customer),
  deliver: (receive) => deliverDue(parts, receive),
})

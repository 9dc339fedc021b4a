import { isLoopback, type Runtime } from '@gruppetto/runtime'
import type { PaymentProvider } from './payment-provider.ts'
import { openSandbox, type Sandbox } from './sandbox/open-sandbox.ts'
import type { SandboxParts } from './sandbox/parts.ts'
import { openStripe } from './stripe/open-stripe.ts'

/** Who takes the money. */
export interface Payments {
  /** Null where nothing is sold. */
  readonly payments: PaymentProvider | null
  /** The pages and the clocks of the local provider; null where it does not take the money. */
  readonly sandbox: Sandbox | null
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

/** `ofTest` is for tests; the configuration says who takes the money elsewhere. */
export const openPayments = (parts: SandboxParts & { readonly runtime: Runtime }, ofTest?: PaymentProvider | null): Payments => {
  const { runtime } = parts
  const isSandbox = ofTest === undefined && runtime.config.payments === 'sandbox'
  const sandbox = isSandbox ? openSandbox(parts) : null
  if (sandbox !== null) warnOfSandbox(runtime)
  return { payments: ofTest ?? sandbox?.provider ?? stripeOf(runtime), sandbox }
}

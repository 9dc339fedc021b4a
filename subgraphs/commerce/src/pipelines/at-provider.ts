import { conflict, serviceUnavailable } from '@gruppetto/graph'
import { type PaymentProvider, ProviderFailure } from '../providers/payment-provider.ts'
import type { Services } from '../services.ts'

const WHO = 'The payment provider'

/** Runs a call of the provider, and turns what it throws into an error of the API. */
export const atProvider = async <Result>(call: () => Promise<Result>): Promise<Result> => {
  try {
    return await call()
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error
    throw error.kind === 'UNAVAILABLE' ? serviceUnavailable(WHO) : conflict(error.message, 'PAYMENT_REFUSED')
  }
}

export const requirePayments = ({ payments }: Services): PaymentProvider => {
  if (payments === null) throw serviceUnavailable(WHO)
  return payments
}

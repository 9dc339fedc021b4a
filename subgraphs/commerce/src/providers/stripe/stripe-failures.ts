import Stripe from 'stripe'
import { ProviderFailure } from '../payment-provider.ts'

const AWAY: readonly string[] = [
  'StripeConnectionError',
  'StripeAPIError',
  'StripeRateLimitError',
  // The key is wrong: the operator has to do something, and the athlete can only try again later.
  'StripeAuthenticationError',
  'StripePermissionError',
]

const isMissing = (error: unknown): boolean => error instanceof Stripe.errors.StripeError && error.code === 'resource_missing'

/** Turns an error of Stripe's library into the platform's. What Stripe says about its own parameters stays in the cause. */
const failureOf = (error: unknown): unknown => {
  if (!(error instanceof Stripe.errors.StripeError)) return error
  if (AWAY.includes(error.type)) return new ProviderFailure('UNAVAILABLE', `Stripe: ${error.type}`, { cause: error })
  const isDeclined = error.type === 'StripeCardError'
  const message = isDeclined ? 'The payment was declined: change the card at portalUrl.' : 'The payment provider refused it.'
  return new ProviderFailure('REFUSED', message, { cause: error })
}

/** Runs a call of Stripe's. Throws ProviderFailure. */
export const atStripe = async <Result>(call: () => Promise<Result>): Promise<Result> => {
  try {
    return await call()
  } catch (error) {
    throw failureOf(error)
  }
}

/** As `atStripe`; resolves to null when what the call is about does not exist, or not any more. */
export const ifThere = <Result>(call: () => Promise<Result>): Promise<Result | null> =>
  atStripe(async () => {
    try {
      return await call()
    } catch (error) {
      if (isMissing(error)) return null
      throw error
    }
  })

/** What is left in the bucket of a caller after a request. */
export interface RateState {
  readonly perMinute: number
  readonly tokens: number
}

const WINDOW_SECONDS = 60

/**
 * Returns the fields of draft-ietf-httpapi-ratelimit-headers: the policy, and how much of it is left (r) and after how many seconds
 * all of it is there again (t). The units are tokens, not requests: a dear operation takes more than one.
 */
export const rateHeaders = ({ perMinute, tokens }: RateState): Readonly<Record<string, string>> => {
  const left = Math.max(0, Math.floor(tokens))
  const fullAfter = Math.max(0, Math.ceil(((perMinute - tokens) * WINDOW_SECONDS) / perMinute))
  return {
    'ratelimit-policy': `"key";q=${perMinute};w=${WINDOW_SECONDS}`,
    ratelimit: `"key";r=${left};t=${fullAfter}`,
  }
}

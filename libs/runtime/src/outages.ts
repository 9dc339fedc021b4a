const names = new Set([
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoServerSelectionError',
  'MongoNotConnectedError',
  'MongoPoolClearedError',
  'PoolClearedOnNetworkError',
  'MongoPoolClosedError',
  'MongoTopologyClosedError',
  'MongoWaitQueueTimeoutError',
  'MongoClientClosedError',
  'MongooseServerSelectionError',
  'MaxRetriesPerRequestError',
  'ClosedConnectionError',
  'DrainingConnectionError',
  'ConnectionError',
  'NoRespondersError',
  'TimeoutError',
  'OutcomeUnknownError',
])

const codes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
])

// Plain errors of ioredis, and what the MongoDB driver wraps into a bulk write's error when the connection breaks.
const messages =
  /^(connection \d+ to \S+ (closed|timed out)|Connection is closed\.|Stream isn't writeable|Command timed out|LOADING |READONLY |MASTERDOWN )/

/**
 * Whether an error says that a server cannot be reached now, so that the work itself is not to blame: such a try is not counted.
 * Looks through `cause`.
 */
export const isOutage = (error: unknown): boolean => {
  for (let current = error, depth = 0; current instanceof Error && depth < 5; current = current.cause, depth += 1) {
    if (names.has(current.name) || names.has(current.constructor.name)) return true
    if ('code' in current && typeof current.code === 'string' && codes.has(current.code)) return true
    if (messages.test(current.message)) return true
    // S3 says it so.
    if ('$metadata' in current && /ServiceUnavailable|SlowDown|InternalError|RequestTimeout/.test(current.name)) return true
  }
  return false
}

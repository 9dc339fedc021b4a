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
  'MailServerUnavailable',
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
  // A full disk of the object store, until somebody makes room.
  'ENOSPC',
  'EDQUOT',
])

// These are plain errors from ioredis, what the MongoDB driver puts into a bulk write's error when the connection breaks, and what Mongoose says when it
// has waited for a connection.
const messages =
  /^((Connection operation|Operation `.*`) buffering timed out|connection \d+ to \S+ (closed|timed out)|Connection is closed\.|Stream isn't writeable|Command timed out|LOADING |READONLY |MASTERDOWN )/

/**
 * Whether an error means that a server cannot be reached now, or takes nothing since its disk is full. Such a try is not counted, since the
 * work itself is not the cause. Looks through `cause`.
 */
export const isOutage = (error: unknown): boolean => {
  for (let current = error, depth = 0; current instanceof Error && depth < 5; current = current.cause, depth += 1) {
    if (names.has(current.name) || names.has(current.constructor.name)) return true
    if ('code' in current && typeof current.code === 'string' && codes.has(current.code)) return true
    if (messages.test(current.message)) return true
    // S3 reports an outage this way.
    if ('$metadata' in current && /ServiceUnavailable|SlowDown|InternalError|RequestTimeout/.test(current.name)) return true
  }
  return false
}

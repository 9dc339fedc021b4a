/**
 * The Redis key that exists while an access token of an ended session could still be valid. Athletes writes it, the gateway reads
 * it.
 */
export const revocationKey = (sessionId: string): string => `revoked:${sessionId}`

/**
 * The Redis key that exists for a while after a socket of an athlete has shown a notification: when, in milliseconds. The gateway writes it, social
 * reads it before a push.
 */
export const takenKey = (athleteId: string, notificationId: string): string => `taken:${athleteId}:${notificationId}`
/** Longer than a push waits for a socket. */
export const TAKEN_SECONDS = 600

/**
 * The durable consumer of the lake's writer, which it has before it reads the first event. So who finds it knows that there is a lake, and that an
 * erasure has to wait for it.
 */
export const LAKE_WRITER = 'lake-writer'

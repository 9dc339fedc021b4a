/**
 * The Redis key that exists while an access token of an ended session could still be valid. Athletes writes it, the gateway reads
 * it.
 */
export const revocationKey = (sessionId: string): string => `revoked:${sessionId}`

/** Redis: there while an access token of a session that has ended could still hold. Athletes writes it, the gateway reads it. */
export const revocationKey = (sessionId: string): string => `revoked:${sessionId}`

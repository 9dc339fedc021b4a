/** GET, public, of athletes: the keys that verify access tokens, as a JWK set. */
export const KEY_SET_PATH = '/.well-known/jwks.json'

/** POST `{ sessionIds }`, internal, of athletes: answers `{ ended }`, those of them that have ended. */
export const SESSIONS_PATH = '/internal/sessions'

/** How many sessions one call asks about at most. */
export const MOST_SESSIONS_ASKED = 500

/** POST `{ sha256 }`, internal, of commerce: answers `{ keyId, brandId, scopes, expiresAtMs }`, or 404 when no such key holds. */
export const API_KEY_PATH = '/internal/api-key'

/**
 * POST `{ topic, key, athleteIds }`, internal, of the subgraphs whose subjects many watch: answers `{ athleteIds }`, those of them to whom
 * the subject looks, in all fields that declare themselves `@sameForCrowd`, as it looks to somebody who is signed out. Whoever might see
 * anything else is left out.
 */
export const CROWD_PATH = '/internal/crowd'

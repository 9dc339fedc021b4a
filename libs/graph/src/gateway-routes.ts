/** GET, public, of athletes: the keys that verify access tokens, as a JWK set. */
export const KEY_SET_PATH = '/.well-known/jwks.json'

/** POST `{ sessionId }`, internal, of athletes: answers `{ isEnded }`. */
export const SESSION_PATH = '/internal/session'

/** POST `{ sha256 }`, internal, of commerce: answers `{ keyId, brandId, scopes, expiresAtMs }`, or 404 when no such key holds. */
export const API_KEY_PATH = '/internal/api-key'

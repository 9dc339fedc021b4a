/**
 * Returns a random name: 32 hex digits, which nobody guesses. crypto.randomUUID would do, but browsers have it at secure addresses alone, and a
 * platform at home is opened from a phone by http.
 */
export const randomId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')

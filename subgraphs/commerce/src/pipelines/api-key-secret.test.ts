import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { hashOfSecret, prefixOfSecret, SECRET_BYTES, secretOf } from './api-key-secret.ts'

describe('an API key’s secret', () => {
  it('is a recognisable prefix and 32 random bytes', () => {
    const secret = secretOf(randomBytes(SECRET_BYTES))
    expect(secret).toMatch(/^gpk_[\w-]{43}$/)
    expect(prefixOfSecret(secret)).toBe(secret.slice(0, 12))
    expect(() => secretOf(randomBytes(16))).toThrow(RangeError)
  })
  it('is hashed with SHA-256', () => {
    expect(hashOfSecret('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })
})

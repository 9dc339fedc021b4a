import { describe, expect, it } from 'vitest'
import { type ApiKeyRow, endOfSecret, isOver, outlives, rotated, scopesBeyond } from './api-key.ts'

const key = (more: Partial<ApiKeyRow> = {}): ApiKeyRow => ({
  _id: 'key_1',
  brandId: 'brand_1',
  name: 'Website',
  prefix: 'gpk_abcdefgh',
  sha256: 'new',
  scopes: ['LEADERBOARD_READ', 'KEYS_MANAGE'],
  createdAt: new Date(0),
  expiresAt: null,
  lastUsedAt: null,
  revokedAt: null,
  ...more,
})
const [soon, later] = [new Date(1_000), new Date(2_000)]

describe('the end of a secret', () => {
  it('is that of the key, and for the secret before the last rotation also that of the overlap, whichever is first', () => {
    expect(endOfSecret(key(), 'new')).toBeNull()
    expect(endOfSecret(key({ expiresAt: soon }), 'new')).toEqual(soon)
    const turned = rotated(key({ sha256: 'old' }), { prefix: 'gpk_12345678', sha256: 'new' }, soon)
    expect(turned).toMatchObject({ prefix: 'gpk_12345678', sha256: 'new', olderSha256: 'old', olderUntil: soon })
    expect(endOfSecret(turned, 'new')).toBeNull()
    expect(endOfSecret(turned, 'old')).toEqual(soon)
    expect(endOfSecret({ ...turned, expiresAt: later }, 'old')).toEqual(soon)
    expect(endOfSecret({ ...turned, expiresAt: soon, olderUntil: later }, 'old')).toEqual(soon)
    // A second rotation leaves no way in for the first secret.
    expect(JSON.stringify(rotated(turned, { prefix: 'gpk_x', sha256: 'newer' }, later))).not.toContain('"old"')
  })
})

describe('a key', () => {
  it('is over exactly when it expires or is revoked', () => {
    expect([999, 1_000].map((nowMs) => isOver(key({ expiresAt: soon }), nowMs))).toEqual([false, true])
    expect(isOver(key({ revokedAt: soon }), 0)).toBe(true)
    expect(isOver(key(), Number.MAX_SAFE_INTEGER)).toBe(false)
  })

  it('gives no scope that it lacks', () => {
    expect(scopesBeyond(key(), key({ scopes: ['CAMPAIGN_WRITE', 'LEADERBOARD_READ', 'CAMPAIGN_READ'] }))).toEqual([
      'CAMPAIGN_READ',
      'CAMPAIGN_WRITE',
    ])
    expect(scopesBeyond(key(), key())).toEqual([])
  })

  it('gives no longer life than its own', () => {
    expect(outlives(key(), key())).toBe(false)
    expect(outlives(key(), key({ expiresAt: soon }))).toBe(false)
    expect(outlives(key({ expiresAt: soon }), key())).toBe(true)
    expect(outlives(key({ expiresAt: soon }), key({ expiresAt: later }))).toBe(true)
    expect(outlives(key({ expiresAt: later }), key({ expiresAt: later }))).toBe(false)
  })
})

import { describe, expect, it } from 'vitest'
import { cursorSeal } from './sealed-cursor.ts'

describe('a sealed cursor', () => {
  const seal = cursorSeal('a secret of at least thirty-two characters')
  const plain = Buffer.from(JSON.stringify([12.5, 1_700_000_000_000, 'ath_01h455vb4pex5vsknk084sn02q'])).toString('base64url')

  it('opens only for its own leaderboard', () => {
    const sealed = seal.seal(plain, 'chl_1')
    expect(seal.open(sealed, 'chl_1')).toBe(plain)
    expect(seal.open(sealed, 'chl_2')).toBeNull()
    expect(seal.seal(plain, 'chl_1')).toBe(sealed)
  })
  it('reveals nothing about the athlete', () => {
    const bytes = Buffer.from(seal.seal(plain, 'chl_1'), 'base64url').toString('latin1')
    expect(bytes).not.toContain('ath_')
    expect(bytes).not.toContain(plain.slice(0, 16))
  })
  it('refuses a cursor that was changed, cut, forged or sealed with another secret', () => {
    const sealed = seal.seal(plain, 'chl_1')
    const flipped = Buffer.from(sealed, 'base64url')
    flipped.writeUInt8(flipped.readUInt8(flipped.length - 1) ^ 1, flipped.length - 1)
    for (const bad of [flipped.toString('base64url'), sealed.slice(0, -4), '', 'x', plain, 'A'.repeat(5_000)]) {
      expect(seal.open(bad, 'chl_1'), bad.slice(0, 20)).toBeNull()
    }
    expect(cursorSeal('another secret of thirty-two characters').open(sealed, 'chl_1')).toBeNull()
  })
})

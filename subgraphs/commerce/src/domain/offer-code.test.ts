import { describe, expect, it } from 'vitest'
import { addOfferCodesInput, offerFor, pickCode } from './offer-code.ts'

describe('the code of an offer', () => {
  const list = { offerCode: null, codesAdded: 3 }
  const shared = { offerCode: 'NOV10' }

  it('is shown only to who has completed the challenge', () => {
    for (const sponsorship of [list, shared, { ...list, ...shared }]) {
      expect(offerFor(sponsorship, { hasCompleted: false, given: null })).toEqual({ status: 'LOCKED', code: null })
      expect(offerFor(sponsorship, { hasCompleted: false, given: 'A-1' })).toEqual({ status: 'LOCKED', code: null })
    }
    expect(offerFor({ offerCode: null }, { hasCompleted: true, given: null })).toEqual({ status: 'NONE', code: null })
  })

  it('is the own one of the list, else the one for all, else there is none left', () => {
    expect(offerFor(list, { hasCompleted: true, given: 'A-1' })).toEqual({ status: 'READY', code: 'A-1' })
    expect(offerFor(shared, { hasCompleted: true, given: null })).toEqual({ status: 'READY', code: 'NOV10' })
    expect(offerFor({ ...list, ...shared }, { hasCompleted: true, given: null })).toEqual({ status: 'READY', code: 'NOV10' })
    expect(offerFor(list, { hasCompleted: true, given: null })).toEqual({ status: 'RUN_OUT', code: null })
  })

  it('is picked from what is free, and from nothing nothing', () => {
    expect(pickCode([], 'ath_1')).toBeNull()
    for (const athlete of ['ath_1', 'ath_2', 'ath_3']) expect(['a', 'b']).toContain(pickCode(['a', 'b'], athlete))
    expect(new Set(['ath_1', 'ath_2', 'ath_3'].map((athlete) => pickCode(['a', 'b', 'c'], athlete))).size).toBe(3)
  })

  it('comes in lists that are not empty, not too long, and of lines', () => {
    const isValid = (codes: unknown) => addOfferCodesInput.safeParse({ challengeId: 'chl_1', codes }).success
    expect(isValid(['A-1', ' B-2 '])).toBe(true)
    expect(isValid([])).toBe(false)
    expect(isValid(['A-1', ''])).toBe(false)
    expect(isValid(['A\n1'])).toBe(false)
    expect(isValid(['x'.repeat(61)])).toBe(false)
    expect(isValid(Array.from({ length: 5_001 }, (_, index) => `C${index}`))).toBe(false)
  })
})

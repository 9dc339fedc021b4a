import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CODE_BYTES, type CodeRow, codeOf, isUsable, newCodes, normalCode } from './code.ts'

const NOW = Date.UTC(2026, 10, 29)

describe('a code', () => {
  it('is known however it is typed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: CODE_BYTES, maxLength: CODE_BYTES }), (bytes) => {
        const code = codeOf(bytes)
        expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
        const plain = normalCode(code)
        expect(plain).toHaveLength(16)
        const typed = [code.toLowerCase(), ` ${code.replaceAll('-', ' ')} `, code.replaceAll('0', 'o').replaceAll('1', 'l')]
        expect(typed.map(normalCode)).toEqual([plain, plain, plain])
      }),
    )
  })

  it('is none when it is too short, too long or of other letters', () => {
    expect(['', 'ABC', 'A'.repeat(25), 'x'.repeat(1e6), '<script>alert</script>', 'ÄÖÜÄÖÜÄÖÜ'].map(normalCode)).toEqual(
      Array(6).fill(null),
    )
  })

  it('is usable until its uses, its time or the patience of staff end', () => {
    const row: CodeRow = {
      _id: 'h',
      name: 'Spring',
      kind: 'OFFER',
      percentOff: 20,
      months: 3,
      usesLeft: 1,
      uses: 0,
      expiresAt: new Date(NOW + 1),
      revokedAt: null,
      createdAt: new Date(NOW),
      boughtById: null,
    }
    const variants: Partial<CodeRow>[] = [
      {},
      { usesLeft: 0 },
      { expiresAt: new Date(NOW) },
      { revokedAt: new Date(0) },
      { expiresAt: null },
    ]
    expect(variants.map((more) => isUsable({ ...row, ...more }, NOW))).toEqual([true, false, false, false, true])
  })

  it('is refused to staff when it makes no sense', () => {
    const good = { name: 'Spring', kind: 'OFFER', percentOff: 20, months: 3 }
    expect(newCodes(NOW).parse(good)).toMatchObject({ uses: 1, count: 1, expiresAt: null })
    const wrong = [
      { percentOff: 0 },
      { percentOff: 12.5 },
      { months: 25 },
      { uses: 0 },
      { name: ' ' },
      { expiresAt: new Date(NOW) },
      { kind: 'GIFT' },
    ]
    for (const more of wrong) expect(newCodes(NOW).safeParse({ ...good, ...more }).success, JSON.stringify(more)).toBe(false)
  })
})

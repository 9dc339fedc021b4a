import { describe, expect, it } from 'vitest'
import { commonPasswords } from '../pipelines/common-passwords.ts'
import { guessedProblem, normalisedPassword, passwordProblem } from './passwords.ts'

describe('passwords', () => {
  it.each(['correct horse', 'zK8#pq1!', ' leading and trailing ', '🚴🚵🏃🏊⛷🧗🚣🧘', `${'x'.repeat(255)}y`])(
    'takes %s',
    (password) => expect(passwordProblem(password)).toBeNull(),
  )

  it('counts characters, not UTF-16 units', () => {
    expect(passwordProblem('🚴🚵🏃🏊')).toMatch(/at least 8/)
    expect(passwordProblem(`🚴${'🚵'.repeat(255)}`)).toBeNull()
    expect(passwordProblem(`🚴${'🚵'.repeat(256)}`)).toMatch(/at most 256/)
  })

  it.each(['short', '', 'x'.repeat(7)])('refuses %j as too short', (password) =>
    expect(passwordProblem(password)).toMatch(/at least 8/),
  )

  it('refuses one character again and again', () => expect(passwordProblem('zzzzzzzzz')).toMatch(/guess/))

  it('gives the same bytes for the same keys pressed on two systems', () => {
    expect(normalisedPassword('cafe\u0301 noir')).toBe(normalisedPassword('caf\u00e9 noir'))
  })
})

describe('passwords that are guessed first', () => {
  const known = { handle: 'ana.keller', email: 'ana.k.77@example.org', displayName: 'Ana María Keller' }

  it('are the commonest ones, however their case', async () => {
    const common = await commonPasswords()
    expect(common.size).toBeGreaterThan(10_000)
    for (const password of [...common].slice(0, 10_000))
      expect(guessedProblem(password, known, common), password).toMatch(/guess/)
    for (const password of ['PassWord1', 'QWERTYUIOP', 'p.a.s.s.w.o.r.d', 'iloveyou!'])
      expect(guessedProblem(password, known, common), password).toMatch(/guess/)
  })

  it.each([
    'ana.keller',
    'AnaKeller1',
    'keller_2026',
    'ana.k.77@example.org',
    'ANA K 77!!',
    'María1985',
    'kellerkeller',
    'Gruppetto123',
  ])('are what everybody knows: %s', (password) => expect(guessedProblem(password, known, new Set())).toMatch(/knows/))

  it.each(['correct horse', 'ana likes the Stelvio', 'gruppetto-demo-2026', '🚴🚵🏃🏊⛷🧗🚣🧘', '!!!!????....'])(
    'are not %s',
    async (password) => expect(guessedProblem(password, known, await commonPasswords())).toBeNull(),
  )
})

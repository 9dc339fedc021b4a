import { describe, expect, it } from 'vitest'
import { commonPasswords } from '../pipelines/common-passwords.ts'
import { guessableProblem, normalisedPassword, passwordProblem } from './passwords.ts'

describe('passwords', () => {
  it.each(['correct horse', 'zK8#pq1!', ' leading and trailing ', '🚴🚵🏃🏊⛷🧗🚣🧘', `${'x'.repeat(255)}y`])(
    'accepts %s',
    (password) => expect(passwordProblem(password)).toBeNull(),
  )

  it('counts characters, not UTF-16 units', () => {
    expect(passwordProblem('🚴🚵🏃🏊')?.message).toMatch(/at least 8/)
    expect(passwordProblem(`🚴${'🚵'.repeat(255)}`)).toBeNull()
    expect(passwordProblem(`🚴${'🚵'.repeat(256)}`)?.message).toMatch(/at most 256/)
  })

  it.each(['short', '', 'x'.repeat(7)])('refuses %j as too short', (password) =>
    expect(passwordProblem(password)?.message).toMatch(/at least 8/),
  )

  it('refuses a single repeated character', () => expect(passwordProblem('zzzzzzzzz')?.message).toMatch(/guess/))

  it('gives the same bytes for both Unicode forms of a password', () => {
    expect(normalisedPassword('cafe\u0301 noir')).toBe(normalisedPassword('caf\u00e9 noir'))
  })
})

describe('passwords that are easy to guess', () => {
  const known = { handle: 'ana.keller', email: 'ana.k.77@example.org', displayName: 'Ana María Keller' }

  it('include the common ones in any case', async () => {
    const common = await commonPasswords()
    expect(common.size).toBeGreaterThan(10_000)
    for (const password of [...common].slice(0, 10_000))
      expect(guessableProblem(password, known, common)?.message, password).toMatch(/guess/)
    for (const password of ['PassWord1', 'QWERTYUIOP', 'p.a.s.s.w.o.r.d', 'iloveyou!'])
      expect(guessableProblem(password, known, common)?.message, password).toMatch(/guess/)
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
  ])('include what everybody knows of the athlete: %s', (password) =>
    expect(guessableProblem(password, known, new Set())?.message).toMatch(/knows/),
  )

  it.each(['correct horse', 'ana likes the Stelvio', 'gruppetto-demo-2026', '🚴🚵🏃🏊⛷🧗🚣🧘', '!!!!????....'])(
    'do not include %s',
    async (password) => expect(guessableProblem(password, known, await commonPasswords())).toBeNull(),
  )
})

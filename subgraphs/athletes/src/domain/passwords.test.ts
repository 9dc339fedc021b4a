import { describe, expect, it } from 'vitest'
import { normalisedPassword, passwordProblem } from './passwords.ts'

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

  it.each(['password', 'PassWord1', 'qwertyuiop', '12345678', 'zzzzzzzzz', 'Gruppetto123'])('refuses %s as common', (password) =>
    expect(passwordProblem(password)).toMatch(/guess/),
  )

  it('gives the same bytes for the same keys pressed on two systems', () => {
    expect(normalisedPassword('cafe\u0301 noir')).toBe(normalisedPassword('caf\u00e9 noir'))
  })
})

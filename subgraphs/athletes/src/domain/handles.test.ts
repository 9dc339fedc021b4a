import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addHandleChange, emailKeyOf, giveUpHandle, isHandle, isReservedHandle, mailboxOf, normalisedHandle } from './handles.ts'

const DAY_MS = 86_400_000

describe('handles', () => {
  it.each(['abc', 'a.b', 'a_b.c', '007', '0_0', 'a'.repeat(30)])('accept %s', (handle) => expect(isHandle(handle)).toBe(true))

  it.each([
    '',
    'ab',
    '_x_',
    'abc_',
    '.abc',
    'abc.',
    'a..b',
    'a__b',
    'a._b',
    '...',
    '___',
    'a'.repeat(31),
    'a b',
    'a-b',
    'émile',
    'a\nb',
    'abc\n',
    'аbc',
  ])('refuse %j', (handle) => expect(isHandle(handle)).toBe(false))

  it.each([
    'admin',
    'support',
    'gruppetto',
    'sup_port',
    'ad.min',
    'gruppetto_staff',
    'staff.gruppetto',
    'the.gruppetto.team',
    'api',
    'null',
    'adm1n',
    'adrnin',
    'supp0rt',
    'he1p',
    'gruppett0.staff',
    'M0derat0r'.toLowerCase(),
  ])('reserve %s', (handle) => expect(isReservedHandle(handle)).toBe(true))

  it.each(['adminette', 'supporter', 'gruppetto_rider', 'ana', 'the_boss', 'owner_of_it', 'live_laugh_run', 'rooty', 'testa'])(
    'do not reserve %s',
    (handle) => expect(isReservedHandle(handle)).toBe(false),
  )

  it('are compared without case', () => {
    expect(normalisedHandle(' Anna.M ')).toBe('anna.m')
  })

  it('do not change when a valid one is normalised again', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const handle = normalisedHandle(text)
        expect(!isHandle(handle) || normalisedHandle(handle) === handle).toBe(true)
      }),
    )
  })
})

describe('changes of a handle', () => {
  const at = (day: number) => new Date(day * DAY_MS)

  it('are two in 30 days at most', () => {
    expect(addHandleChange([], DAY_MS)).toEqual({ changes: [at(1)] })
    expect(addHandleChange([at(1)], 2 * DAY_MS)).toEqual({ changes: [at(1), at(2)] })
    expect(addHandleChange([at(1), at(2)], 3 * DAY_MS)).toEqual({ againAt: at(31) })
    expect(addHandleChange([at(1), at(2)], 31 * DAY_MS - 1)).toEqual({ againAt: at(31) })
    expect(addHandleChange([at(1), at(2)], 31 * DAY_MS)).toEqual({ changes: [at(2), at(31)] })
  })
})

it('handles that were given up lead to their owner for 30 days, but not the one that is taken again', () => {
  const once = giveUpHandle([], { from: 'ana', to: 'anna' }, 0)
  expect(once).toEqual([{ handle: 'ana', until: new Date(30 * DAY_MS) }])
  const back = giveUpHandle(once, { from: 'anna', to: 'ana' }, DAY_MS)
  expect(back).toEqual([{ handle: 'anna', until: new Date(31 * DAY_MS) }])
  expect(giveUpHandle(back, { from: 'ana', to: 'ann' }, 31 * DAY_MS)).toEqual([{ handle: 'ana', until: new Date(61 * DAY_MS) }])
})

describe('e-mail addresses', () => {
  it('are compared without case and in one Unicode form', () => {
    expect(emailKeyOf('Anna.M@Example.ORG')).toBe('anna.m@example.org')
    expect(emailKeyOf('rene\u0301@example.org')).toBe(emailKeyOf('REN\u00c9@example.org'))
  })

  it('keep dots and tags, which distinguish accounts', () => {
    expect(emailKeyOf('a.b@example.org')).not.toBe(emailKeyOf('ab@example.org'))
    expect(emailKeyOf('a+b@example.org')).not.toBe(emailKeyOf('a@example.org'))
  })

  it('addresses that reach the same mailbox are one for comparing persons', () => {
    expect(mailboxOf('Ana+trial2@Example.org')).toBe('ana@example.org')
    expect(mailboxOf('a.n.a+x@googlemail.com')).toBe(mailboxOf('ana@gmail.com'))
    expect(mailboxOf('a.na@example.org')).not.toBe(mailboxOf('ana@example.org'))
    expect(mailboxOf('"a@b"@example.org')).toBe('"a@b"@example.org')
  })
})

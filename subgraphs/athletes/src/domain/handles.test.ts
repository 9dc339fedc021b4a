import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emailKeyOf, isHandle, normalisedHandle } from './handles.ts'

describe('handles', () => {
  it.each(['abc', 'a.b', '_x_', '007', 'a'.repeat(30)])('takes %s', (handle) => expect(isHandle(handle)).toBe(true))

  it.each(['', 'ab', 'a'.repeat(31), 'a b', 'a-b', 'émile', 'a\nb', 'abc\n', 'аbc'])('refuses %j', (handle) =>
    expect(isHandle(handle)).toBe(false),
  )

  it('are compared without case', () => {
    expect(normalisedHandle(' Anna.M ')).toBe('anna.m')
  })

  it('a handle that is taken is its own normal form', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const handle = normalisedHandle(text)
        expect(!isHandle(handle) || normalisedHandle(handle) === handle).toBe(true)
      }),
    )
  })
})

describe('e-mail addresses', () => {
  it('are compared without case and in one Unicode form', () => {
    expect(emailKeyOf('Anna.M@Example.ORG')).toBe('anna.m@example.org')
    expect(emailKeyOf('rene\u0301@example.org')).toBe(emailKeyOf('REN\u00c9@example.org'))
  })

  it('keep what tells two accounts apart', () => {
    expect(emailKeyOf('a.b@example.org')).not.toBe(emailKeyOf('ab@example.org'))
    expect(emailKeyOf('a+b@example.org')).not.toBe(emailKeyOf('a@example.org'))
  })
})

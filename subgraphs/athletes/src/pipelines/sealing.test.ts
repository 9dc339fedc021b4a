import { expect, it } from 'vitest'
import { seal, unseal } from './sealing.ts'

const secret = 'a secret of thirty-two characters!'

it('unseal returns the sealed text, and two sealed forms of one text differ', () => {
  const sealed = seal('{"d":"x"}', 'kid', secret)
  expect(unseal(sealed, 'kid', secret)).toBe('{"d":"x"}')
  expect(seal('{"d":"x"}', 'kid', secret)).not.toBe(sealed)
  expect(sealed).not.toContain(Buffer.from('{"d"').toString('base64url'))
})

it('unseal returns null for another secret, another name and a changed byte', () => {
  const sealed = seal('text', 'kid', secret)
  expect(unseal(sealed, 'kid', `${secret}x`)).toBeNull()
  expect(unseal(sealed, 'other', secret)).toBeNull()
  for (const at of [0, 12, 28]) {
    const bytes = Buffer.from(sealed, 'base64url')
    bytes[at] = (bytes[at] ?? 0) ^ 1
    expect(unseal(bytes.toString('base64url'), 'kid', secret)).toBeNull()
  }
  expect(unseal('', 'kid', secret)).toBeNull()
})

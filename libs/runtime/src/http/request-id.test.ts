import { expect, it } from 'vitest'
import { requestIdOf } from './request-id.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

it('the id of a trusted proxy is taken over', () => {
  for (const id of ['a', '1-67891233-abcdef012345678912345678', 'Root=1-2;x'.slice(0, 8), 'x'.repeat(128)]) {
    expect(requestIdOf(id, true)).toBe(id)
  }
})

it('any other one is made anew', () => {
  for (const id of [undefined, '', 'a b', 'a\nb', '"x"', '<x>', 'x'.repeat(129), ['a', 'b']]) {
    expect(requestIdOf(id, true)).toMatch(UUID)
  }
  expect(requestIdOf('a', false)).toMatch(UUID)
})

import { expect, it } from 'vitest'
import { tagOf } from './one-slot.ts'

// As in the specification of Redis Cluster.
it.each([
  ['feed:{ath_1}:items', 'ath_1'],
  ['gruppetto:{a}{b}', 'a'],
  ['plain', 'plain'],
  ['empty{}tag', 'empty{}tag'],
  ['open{tag', 'open{tag'],
  ['{{a}}', '{a'],
])('the tag of %s is %s', (key, tag) => {
  expect(tagOf(key)).toBe(tag)
})

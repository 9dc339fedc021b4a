import { expect, it } from 'vitest'
import { challengeIdOf } from './challenge-id.ts'

it.each([
  ['chl_018f', 'chl_018f'],
  [' http://localhost:4000/challenges/chl_018f?from=home#board ', 'chl_018f'],
  ['no challenge', 'no challenge'],
])('the challenge of %j', (typed, id) => {
  expect(challengeIdOf(typed)).toBe(id)
})

import { expect, it } from 'vitest'
import { formatRefreshToken, parseRefreshToken } from './refresh-token.ts'

const part = (letter: string) => letter.repeat(43)

it('a formatted refresh token parses to its two parts', () => {
  const token = { family: part('a'), secret: part('-') }
  expect(parseRefreshToken(formatRefreshToken(token))).toEqual(token)
})

it.each([
  '',
  '.',
  part('a'),
  `${part('a')}.`,
  `${part('a')}.${part('b')}.`,
  `${part('a')}.${part('b')}\n`,
  `${part('$')}.${part('b')}`,
])('refuses %j', (token) => expect(parseRefreshToken(token)).toBeNull())

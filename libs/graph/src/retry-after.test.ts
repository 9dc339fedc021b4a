import { expect, it } from 'vitest'
import { retryAfterMs } from './retry-after.ts'

it.each([
  [null, null],
  ['0', 0],
  ['120', 120_000],
  ['Thu, 01 Jan 1970 00:01:00 GMT', 50_000],
  ['Thu, 01 Jan 1970 00:00:05 GMT', 0],
  ['soon', null],
  ['-5x', null],
  ['1e9', null],
])('a Retry-After of %s waits %s ms', (header, expected) => {
  expect(retryAfterMs(header, 10_000)).toBe(expected)
})

import { describe, expect, it } from 'vitest'
import { encodingFor } from './encoding-for.ts'

describe('the encoding of an answer', () => {
  it.each([
    [undefined, null],
    ['', null],
    ['identity', null],
    ['deflate', null],
    ['gzip', 'gzip'],
    ['x-gzip', 'gzip'],
    ['GZIP', 'gzip'],
    ['gzip, deflate, br', 'br'],
    ['gzip;q=1.0, br;q=0.5', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['gzip;q=0', null],
    ['*', 'br'],
    ['*;q=0', null],
    ['br;q=0, *;q=0.1', 'gzip'],
    ['gzip;q=nonsense', null],
    ['gzip , br ; q=0.3', 'gzip'],
  ] as const)('for "%s" is %s', (header, encoding) => expect(encodingFor(header, ['br', 'gzip'])).toBe(encoding))

  it.each([
    ['br', null],
    ['br, gzip;q=0.1', 'gzip'],
    ['gzip;q=0, *', null],
    ['identity, *;q=0.5', 'gzip'],
  ] as const)('where only gzip is offered, for "%s" is %s', (header, encoding) =>
    expect(encodingFor(header, ['gzip'])).toBe(encoding),
  )
})

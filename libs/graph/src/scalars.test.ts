import { Kind } from 'graphql'
import { describe, expect, it } from 'vitest'
import { scalarResolvers } from './scalars.ts'

const parse = (scalar: string, value: unknown): unknown => scalarResolvers[scalar]?.parseValue(value)

describe('DateTime', () => {
  it.each([
    ['2026-11-22T07:30:00Z', '2026-11-22T07:30:00.000Z'],
    ['2026-11-22T07:30:00.5+01:00', '2026-11-22T06:30:00.500Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
  ])('takes %s and sends it with offset Z', (text, sent) => {
    const date = parse('DateTime', text)
    expect(scalarResolvers.DateTime?.serialize(date)).toBe(sent)
    expect(scalarResolvers.DateTime?.parseLiteral({ kind: Kind.STRING, value: text })).toEqual(date)
  })

  it.each([
    '2026-11-22',
    '2026-11-22T07:30:00',
    '2026-02-30T00:00:00Z',
    '2026-13-01T00:00:00Z',
    'now',
    '',
    1_795_500_000_000,
    null,
  ])('refuses %j', (value) => {
    expect(() => parse('DateTime', value)).toThrow(/RFC 3339/)
  })
})

describe('the other scalars', () => {
  it.each([
    ['Date', '2026-11-22', '2026-02-30'],
    ['TimeZone', 'Europe/Zurich', 'Europe/Atlantis'],
    ['TimeZone', 'UTC', '+01:00'],
    ['EmailAddress', 'ana@example.org', 'ana@example'],
    ['URL', 'https://example.org/a?b=c', 'javascript:alert(1)'],
    ['URL', 'http://localhost:4000', 'ftp://example.org'],
    ['EncodedPolyline', '_p~iF~ps|U_ulLnnqC_mqNvxq`@', 'über'],
  ])('%s takes %s and refuses %s', (scalar, good, bad) => {
    expect(parse(scalar, good)).toBe(good)
    expect(() => parse(scalar, bad)).toThrow()
    expect(() => parse(scalar, 7)).toThrow()
    expect(() => parse(scalar, `${good}${' '.repeat(3000)}`)).toThrow()
  })
})

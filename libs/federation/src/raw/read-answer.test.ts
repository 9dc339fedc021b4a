import fc from 'fast-check'
import { parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { bytesKind } from './bytes-check.ts'
import { bytesOf, decoded, textOf, writeRaw } from './raw-text.ts'
import { compileReader } from './read-answer.ts'

const DOCUMENT = parse(`query ($a: [_Any!]!) {
  _entities(representations: $a) { __typename ...on Rider { id name: fullName bike { ...f } tags ...on Racer { rank } } }
  other { ...f odd }
} fragment f on Bike { model riders { id } }`)
const read = compileReader(DOCUMENT)

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('"', '\\', '\n', '\u0000', '🚴', '\u2028'),
)
const leaf = fc.oneof(text, fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null))
const maybe = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 5, arbitrary: value }, { weight: 1, arbitrary: fc.constant(null) })
const rider = fc.record({ id: leaf }, { requiredKeys: [] })
const bike = fc.record({ model: leaf, riders: maybe(fc.array(maybe(rider))) }, { requiredKeys: [] })
const entity = fc.record(
  {
    __typename: fc.constantFrom('Rider', 'Racer'),
    id: leaf,
    name: leaf,
    bike: maybe(bike),
    tags: maybe(fc.array(leaf)),
    rank: leaf,
  },
  { requiredKeys: [] },
)
const other = fc.record({ model: leaf, riders: fc.array(rider), odd: fc.oneof(leaf, fc.jsonValue()) }, { requiredKeys: [] })
const data = fc.record({ _entities: fc.array(maybe(entity)), other: maybe(other) }, { requiredKeys: [] })

/** What clients would get of the answer, as JSON.parse reads it. */
const passedOn = (body: string): unknown => {
  const answer = read(body)
  return answer === null ? null : JSON.parse(textOf(writeRaw(answer.data)))
}

const shuffled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffled)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, item]) => [key, shuffled(item)]),
  )
}

describe('an answer', () => {
  it('is passed on as JSON.parse reads it, whatever its strings hold and however it is written', () => {
    fc.assert(
      fc.property(data, (value) => {
        const answer = { data: value }
        const expected = JSON.parse(JSON.stringify(value))
        for (const written of [
          JSON.stringify(answer),
          JSON.stringify(answer, null, 2),
          JSON.stringify(shuffled(answer)),
          JSON.stringify({ ...answer, extensions: { a: 1 } }),
          JSON.stringify({ errors: [], ...answer }),
          JSON.stringify({ data: { ...value, unknown: [{ a: '"' }] } }),
        ]) {
          expect(passedOn(bytesOf(written))).toMatchObject(expected)
        }
        expect(passedOn(bytesOf(JSON.stringify(answer)))).toEqual(expected)
      }),
      { numRuns: 300 },
    )
  })

  it('is decoded to what JSON.parse reads, also where an object stands at several places', () => {
    fc.assert(
      fc.property(data, (value) => {
        const twice = { ...value, _entities: [...(value._entities ?? []), ...(value._entities ?? [])] }
        const written = JSON.stringify({ data: twice })
        expect(decoded(read(bytesOf(written))?.data)).toEqual(JSON.parse(written).data)
      }),
      { numRuns: 300 },
    )
  })

  it('that is spoilt is nothing, or is still passed on as JSON', () => {
    fc.assert(
      fc.property(data, fc.nat(), fc.nat(255), fc.boolean(), (value, place, byte, isCut) => {
        const body = bytesOf(JSON.stringify({ data: value }))
        const at = place % body.length
        const spoilt = body.slice(0, at) + (isCut ? '' : String.fromCharCode(byte)) + body.slice(at + 1)
        const passed = (): unknown => passedOn(spoilt)
        expect(passed).not.toThrow()
        let parsed: { data?: unknown } | null = null
        try {
          parsed = JSON.parse(textOf(spoilt))
        } catch {}
        if (parsed !== null && bytesKind(spoilt) !== 'NO_UTF8' && parsed.data !== undefined)
          // A key that is spoilt is one that nobody has asked for.
          expect(JSON.parse(JSON.stringify(parsed.data))).toMatchObject(passed() as object)
      }),
      { numRuns: 1_000 },
    )
  })

  it('with errors keeps them as they are', () => {
    expect(read(bytesOf('{"errors":[{"message":"Grüße \\"x\\""}],"data":null}'))).toEqual({
      data: null,
      errors: [{ message: 'Grüße "x"' }],
    })
    expect(read(bytesOf('{"errors":[{"message":"no"}]}'))).toEqual({ errors: [{ message: 'no' }] })
  })

  it.each(['', 'null', '[]', '1', 'nonsense', '<html>', '{"data":', '{"data":{"other":{"odd":"\xff"}}}', '\ufeff{}'])(
    '%j is none',
    (body) => {
      expect(read(body)).toBeNull()
    },
  )

  it('may have a text of ten million characters, one of them escaped', () => {
    const name = `\n${'x'.repeat(10_000_000)}`
    const answer = read(JSON.stringify({ data: { _entities: [{ name }], other: null } }))
    expect(decoded(answer?.data)).toEqual({ _entities: [{ name }], other: null })
  })

  it('may have a key that is called as the prototype is', () => {
    const readOdd = compileReader(parse('{ __proto__: a { b } c }'))
    const answer = readOdd(bytesOf('{"data":{"__proto__":{"b":"é"},"c":1}}'))
    expect(textOf(writeRaw(answer?.data))).toBe('{"__proto__":{"b":"é"},"c":1}')
  })
})

it('says of bytes whether they hold controls, or are no UTF-8', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => {
      const body = Buffer.from(bytes).toString('latin1')
      const hasControls = bytes.some((byte) => byte < 32)
      const isText = Buffer.from(Buffer.from(bytes).toString()).equals(Buffer.from(bytes))
      expect(bytesKind(body)).toBe(isText ? (hasControls ? 'CONTROLS' : 'PLAIN') : 'NO_UTF8')
    }),
    { numRuns: 2_000 },
  )
  expect(bytesKind('a'.repeat(1_000_003))).toBe('PLAIN')
  expect(bytesKind(`${'a'.repeat(1_000_002)}\n`)).toBe('CONTROLS')
  expect(bytesKind(`${'a'.repeat(300_000)}\xff`)).toBe('NO_UTF8')
  // What a longer text left behind says nothing of a shorter one.
  expect(bytesKind(`a${'\n'.repeat(100)}`)).toBe('CONTROLS')
  expect(bytesKind('a')).toBe('PLAIN')
})

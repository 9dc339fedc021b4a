import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { connectionOf, decodeCursor, encodeCursor, pageRequest } from './connections.ts'

const codeOf = (work: () => unknown): unknown => {
  try {
    work()
  } catch (error) {
    return (error as { extensions?: { code?: unknown } }).extensions?.code
  }
  return 'nothing was thrown'
}

describe('cursors', () => {
  it('decode to the key that was encoded', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -8.64e15, max: 8.64e15 }), fc.string(), (at, id) => {
        expect(decodeCursor(encodeCursor([at, id]), ['number', 'string'])).toEqual([Object.is(at, -0) ? 0 : at, id])
      }),
    )
  })

  it('of other connections are refused with BAD_USER_INPUT, and never with another error', () => {
    const strange = [
      '',
      'abc',
      '%%%',
      encodeCursor([1e16, 'x']),
      encodeCursor(['x']),
      encodeCursor([1, 2]),
      encodeCursor(['a', 'b', 'c']),
      'a'.repeat(5000),
    ]
    for (const cursor of strange) expect(codeOf(() => decodeCursor(cursor, ['number', 'string']))).toBe('BAD_USER_INPUT')
    fc.assert(
      fc.property(fc.string({ maxLength: 600 }), (cursor) => {
        expect(['BAD_USER_INPUT', 'nothing was thrown']).toContain(codeOf(() => decodeCursor(cursor, ['number', 'string'])))
      }),
    )
  })
})

describe('pageRequest', () => {
  it.each([
    [{ first: -1 }],
    [{ first: 101 }],
    [{ first: 1.5 }],
    [{ last: 101 }],
    [{ first: 2, last: 2, after: encodeCursor([1]) }],
    [{ last: 2, after: encodeCursor([1]) }],
    [{ after: encodeCursor([1]), before: encodeCursor([9]) }],
    [{ before: 'no cursor' }],
  ])('refuses %j', (args) => {
    expect(codeOf(() => pageRequest(args, ['number']))).toBe('BAD_USER_INPUT')
  })

  it('accepts 0 and 100, and has a default size', () => {
    expect(pageRequest({ first: 0 }, ['number']).size).toBe(0)
    expect(pageRequest({ first: 100 }, ['number']).size).toBe(100)
    expect(pageRequest({ first: null }, ['number'], 7)).toEqual({ size: 7, after: null, backward: false })
    expect(pageRequest({ last: 3, before: encodeCursor([9]) }, ['number'])).toEqual({ size: 3, after: [9], backward: true })
  })

  it.each([
    [{ before: encodeCursor([9]) }, 7],
    [{ before: encodeCursor([9]), last: null, first: null }, 7],
    [{ before: encodeCursor([9]), first: 3 }, 3],
    [{ before: encodeCursor([9]), after: null, last: 4 }, 4],
    [{ before: encodeCursor([9]), after: '', last: 4 }, 4],
  ])('goes back from a cursor with or without last: %j', (args, size) => {
    expect(pageRequest(args, ['number'], 7)).toEqual({ size, after: [9], backward: true })
  })
})

describe('connectionOf', () => {
  // Reads like a store: in the direction of the page, with one row more than its size.
  const read = (all: readonly number[], args: Parameters<typeof pageRequest>[0]) => {
    const page = pageRequest(args, ['number'], 3)
    const from = page.after === null ? null : Number(page.after[0])
    const ordered = page.backward ? all.toReversed() : all
    const rest = from === null ? ordered : ordered.filter((value) => (page.backward ? value < from : value > from))
    return connectionOf(
      rest.slice(0, page.size + 1),
      page,
      (value) => [value],
      (value) => value,
    )
  }

  it('pages through every row once in both directions, and marks the end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 9 }), (length, size) => {
        const all = Array.from({ length }, (_, index) => index * 2)
        const forward: number[] = []
        let page = read(all, { first: size })
        forward.push(...page.edges.map((edge) => edge.node))
        while (page.pageInfo.hasNextPage) {
          page = read(all, { first: size, after: page.pageInfo.endCursor })
          forward.push(...page.edges.map((edge) => edge.node))
        }
        expect(forward).toEqual(all)
        const backward: number[] = []
        page = read(all, { last: size })
        backward.unshift(...page.edges.map((edge) => edge.node))
        while (page.pageInfo.hasPreviousPage) {
          page = read(all, { last: size, before: page.pageInfo.startCursor })
          backward.unshift(...page.edges.map((edge) => edge.node))
        }
        expect(backward).toEqual(all)
      }),
    )
  })
})

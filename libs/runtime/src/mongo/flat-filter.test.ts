import { describe, expect, it } from 'vitest'
import { flatFilter } from './flat-filter.ts'

describe('flatFilter', () => {
  it('puts parts about different fields side by side, and leaves out empty ones', () => {
    expect(flatFilter({ a: 1 })).toEqual({ a: 1 })
    expect(flatFilter({ $and: [{ a: 1, b: true }, {}, {}] })).toEqual({ a: 1, b: true })
    expect(flatFilter({ a: 1, $and: [{ b: 2 }, { $and: [{ c: 3 }, { d: 4 }] }] })).toEqual({ a: 1, b: 2, c: 3, d: 4 })
    expect(flatFilter({ $and: [{ a: 1 }, { $or: [{ b: 2 }, { c: 3 }] }] })).toEqual({ a: 1, $or: [{ b: 2 }, { c: 3 }] })
  })

  it('keeps both parts that are about the same field, or have alternatives', () => {
    expect(flatFilter({ $and: [{ a: { $gt: 1 } }, { a: { $lt: 5 } }, { b: 2 }] })).toEqual({
      a: { $gt: 1 },
      b: 2,
      $and: [{ a: { $lt: 5 } }],
    })
    expect(flatFilter({ $and: [{ $or: [{ a: 1 }] }, { $or: [{ b: 1 }] }] })).toEqual({
      $or: [{ a: 1 }],
      $and: [{ $or: [{ b: 1 }] }],
    })
    expect(flatFilter({ $and: [{ $and: [{ a: 1 }, { a: 2 }] }, { a: 3 }, { b: 1 }] })).toEqual({
      b: 1,
      a: 3,
      $and: [{ a: 1, $and: [{ a: 2 }] }],
    })
  })
})

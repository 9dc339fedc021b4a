import { describe, expect, it } from 'vitest'
import { actorsOf } from './actors.ts'

describe('actorsOf', () => {
  it.each([
    [['Ana'], 1, 'Ana'],
    [['Ana', 'Ben'], 2, 'Ana and Ben'],
    [['Ana', 'Ben', 'Cleo'], 3, 'Ana, Ben and Cleo'],
    [['Ana', 'Ben', 'Cleo'], 4, 'Ana, Ben and 2 others'],
    [['Ana', 'Ben', 'Cleo'], 14, 'Ana, Ben and 12 others'],
    [['Ana', 'Ben'], 3, 'Ana, Ben and 1 other'],
    [['Ana'], 2, 'Ana and 1 other'],
    [[], 1, 'Someone'],
    [[], 5, '5 athletes'],
  ])('%j of %i', (names, count, who) => {
    expect(actorsOf(names, count)).toEqual({ who, many: count > 1 })
  })
})

import { expect, it } from 'vitest'
import { filterOf } from './filter.ts'

it('reads a filter from an address, and nothing that is none', () => {
  const whole = { scope: 'EVERYONE', sex: null, ageGroup: null, weightClass: null, since: null }
  expect(filterOf(new URLSearchParams())).toEqual(whole)
  expect(filterOf(new URLSearchParams('only=CLUB&sex=x&age=30&weight=&year=12026'))).toEqual(whole)
  expect(filterOf(new URLSearchParams('only=FOLLOWING&sex=FEMALE&age=OVER_74&weight=OVER_94_KG&year=2026'))).toEqual({
    scope: 'FOLLOWING',
    sex: 'FEMALE',
    ageGroup: 'OVER_74',
    weightClass: 'OVER_94_KG',
    since: '2026-01-01T00:00:00Z',
  })
})

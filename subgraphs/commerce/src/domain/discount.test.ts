import { expect, it } from 'vitest'
import { inPeriods } from './discount.ts'

it('a discount counts for its months, whatever the periods of the plan are', () => {
  expect(inPeriods({ percentOff: 50, months: 3 }, 1)).toEqual({ percentOff: 50, periods: 3 })
  expect(inPeriods({ percentOff: 100, months: 3 }, 12)).toEqual({ percentOff: 25, periods: 1 })
  expect(inPeriods({ percentOff: 100, months: 12 }, 12)).toEqual({ percentOff: 100, periods: 1 })
  expect(inPeriods({ percentOff: 50, months: 18 }, 12)).toEqual({ percentOff: 38, periods: 2 })
  expect(inPeriods({ percentOff: 1, months: 1 }, 12)).toEqual({ percentOff: 1, periods: 1 })
})

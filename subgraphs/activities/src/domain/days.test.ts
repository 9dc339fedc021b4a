import { addDays, localDayOf } from '@gruppetto/graph'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayAt, dayNumber, instantsOf, mondayOf, rangeProblem } from './days.ts'

const number = fc.integer({ min: dayNumber('0001-01-01'), max: dayNumber('9998-12-31') })

describe('calendar days', () => {
  it('convert to numbers and back', () => {
    fc.assert(
      fc.property(number, (each) => {
        expect(dayNumber(dayAt(each))).toBe(each)
      }),
    )
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01')
  })
  it('belong to the week of their Monday', () => {
    expect(['2026-11-22', '2026-11-23', '2026-11-29', '1969-12-29'].map((day) => dayAt(mondayOf(day)))).toEqual([
      '2026-11-16',
      '2026-11-23',
      '2026-11-23',
      '1969-12-29',
    ])
    fc.assert(
      fc.property(number, (each) => {
        expect(each - mondayOf(dayAt(each))).toBeGreaterThanOrEqual(0)
        expect(each - mondayOf(dayAt(each))).toBeLessThan(7)
        expect(new Date(mondayOf(dayAt(each)) * 86_400_000).getUTCDay()).toBe(1)
      }),
    )
  })
  it('lie within their instants in every time zone', () => {
    const zones = fc.constantFrom('Pacific/Kiritimati', 'Etc/GMT+12', 'Europe/Zurich', 'Asia/Kathmandu')
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), zones, (instantMs, zone) => {
        const day = localDayOf(instantMs, zone)
        const { from, to } = instantsOf({ since: day, until: day })
        expect(instantMs).toBeGreaterThanOrEqual(from.getTime())
        expect(instantMs).toBeLessThan(to.getTime())
      }),
    )
  })
})

describe('rangeProblem', () => {
  it.each([
    ['2026-01-02', '2026-01-01', 'until'],
    ['2010-01-01', '2026-01-01', 'since'],
    ['2026-01-01', '2026-01-01', undefined],
    ['2016-01-02', '2026-01-01', undefined],
  ])('of %s to %s is with %s', (since, until, path) => expect(rangeProblem({ since, until })?.path).toBe(path))
})

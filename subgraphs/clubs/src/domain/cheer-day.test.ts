import { CHEERS_FOR_A_DAY } from '@gruppetto/graph'
import { describe, expect, it } from 'vitest'
import { type CheerDayRow, cheerDayOf, withCheer } from './cheer-day.ts'

const AT = Date.parse('2026-11-29T23:30:00Z')
const empty = cheerDayOf({ cheerId: 'cheer_0', athleteId: 'ath_a', at: AT }, 'UTC')

const dayWith = (cheerIds: readonly string[]): CheerDayRow =>
  cheerIds.reduce((day, cheerId) => withCheer(day, cheerId) ?? day, empty)
const ids = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `cheer_${index}`)

describe('cheerDayOf', () => {
  it.each([
    ['UTC', '2026-11-29'],
    ['Europe/Berlin', '2026-11-30'],
    ['Pacific/Kiritimati', '2026-11-30'],
    ['America/Los_Angeles', '2026-11-29'],
  ])('is the day in %s', (timeZone, day) => {
    const found = cheerDayOf({ cheerId: 'cheer_0', athleteId: 'ath_a', at: AT }, timeZone)
    expect(found).toMatchObject({ _id: `ath_a:${day}`, athleteId: 'ath_a', day, cheerIds: [], counts: false })
  })
})

describe('withCheer', () => {
  it('makes a day count with the tenth cheer, and no earlier', () => {
    expect(CHEERS_FOR_A_DAY).toBe(10)
    expect(dayWith(ids(9)).counts).toBe(false)
    expect(dayWith(ids(10)).counts).toBe(true)
  })

  it('counts a cheer once, however often it comes, and in any order', () => {
    const twice = [...ids(9), ...ids(9).toReversed()]
    expect(dayWith(twice).cheerIds).toEqual(ids(9))
    expect(withCheer(dayWith(ids(9)), 'cheer_3')).toBeNull()
    expect(dayWith(ids(10).toReversed()).counts).toBe(true)
  })

  it('keeps no more than are needed', () => {
    expect(dayWith(ids(500)).cheerIds).toHaveLength(10)
    expect(withCheer(dayWith(ids(10)), 'cheer_10')).toBeNull()
  })
})

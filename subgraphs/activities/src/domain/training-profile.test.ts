import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FIRST_DAY, firstDifferentDay, type ProfileEntry, profileOn } from './training-profile.ts'

const entry = (effectiveFrom: string, weightKg: number | null, birthYear: number | null = null): ProfileEntry => ({
  effectiveFrom,
  birthYear,
  sex: null,
  weightKg,
  maxHeartRateBpm: null,
  restingHeartRateBpm: null,
  lactateThresholdHeartRateBpm: null,
  functionalThresholdPowerWatts: null,
  runningThresholdPowerWatts: null,
  thresholdSpeedMps: null,
})

describe('profileOn', () => {
  const history = [entry('2026-03-01', 62), entry('2026-01-01', 60, 1990), entry('2026-02-01', 61)]
  it.each([
    ['2025-12-31', 60],
    ['2026-01-01', 60],
    ['2026-01-31', 60],
    ['2026-02-01', 61],
    ['2026-03-01', 62],
    ['2030-01-01', 62],
  ])('on %s is the entry that was valid then, before all of them the earliest', (day, weightKg) => {
    expect(profileOn(history, day).weightKg).toBe(weightKg)
  })
  it('has the age on that day, and no value that was never entered', () => {
    expect(profileOn(history, '2026-01-05').ageYears).toBe(36)
    expect(profileOn(history, '2000-01-05').ageYears).toBe(10)
    expect(profileOn(history, '1980-01-05').ageYears).toBe(0)
    expect(profileOn(history, '2026-02-05').ageYears).toBeNull()
    expect(profileOn([], '2026-02-05')).toMatchObject({ weightKg: null, ageYears: null })
  })
})

describe('firstDifferentDay', () => {
  const known = [entry('2026-01-01', 60), entry('2026-02-01', 61)]
  it('is the day of an entry that was added, changed or removed', () => {
    expect(firstDifferentDay(known, [...known, entry('2026-03-01', 62)])).toBe('2026-03-01')
    expect(firstDifferentDay(known, [entry('2026-01-01', 60), entry('2026-02-01', 62)])).toBe('2026-02-01')
    expect(firstDifferentDay(known, [entry('2026-01-01', 60)])).toBe('2026-02-01')
    expect(firstDifferentDay(known, [entry('2026-01-15', 60), entry('2026-02-01', 61)])).toBeNull()
  })
  it('reads an entry without a running threshold as one whose threshold is unknown', () => {
    const { runningThresholdPowerWatts: _absent, ...stored } = entry('2026-01-01', 60)
    expect(firstDifferentDay([stored], [entry('2026-01-01', 60)])).toBeNull()
    expect(profileOn([stored], '2026-01-01').runningThresholdPowerWatts).toBeNull()
    expect(firstDifferentDay([stored], [{ ...stored, runningThresholdPowerWatts: 300 }])).toBe(FIRST_DAY)
  })
  it('is the first of all days when the earliest entry changes, since it is valid before itself too', () => {
    expect(firstDifferentDay([], known)).toBe(FIRST_DAY)
    expect(firstDifferentDay(known, [entry('2026-01-01', 59), entry('2026-02-01', 61)])).toBe(FIRST_DAY)
    expect(firstDifferentDay(known, [...known, entry('2025-06-01', 58)])).toBe(FIRST_DAY)
    expect(firstDifferentDay([], [])).toBeNull()
  })
  it('is a day that differs, and no day before it differs', () => {
    const day = fc.integer({ min: 10, max: 30 }).map((date) => `2026-01-${date}`)
    const history = fc.uniqueArray(fc.tuple(day, fc.integer({ min: 60, max: 62 })), { selector: ([date]) => date, maxLength: 5 })
    fc.assert(
      fc.property(history, history, day, (a, b, date) => {
        const [before, after] = [a, b].map((each) => each.map(([from, weight]) => entry(from, weight)))
        const first = firstDifferentDay(before ?? [], after ?? [])
        const same = (on: string) => profileOn(before ?? [], on).weightKg === profileOn(after ?? [], on).weightKg
        if (first === null || date < first) expect(same(date)).toBe(true)
        if (first !== null) expect(same(first)).toBe(false)
      }),
    )
  })
})

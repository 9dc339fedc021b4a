import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { trainingProfilePatch } from './training-input.ts'
import {
  currentProfile,
  ENTRIES_MAX,
  entryOn,
  heartRateZonesOf,
  historyProblems,
  nextHistory,
  type ProfileEntry,
  powerZonesOf,
  profilesNewestFirst,
  type TrainingHistory,
} from './training-profile.ts'

const TODAY = '2026-11-27'
const parse = (input: unknown) => trainingProfilePatch(TODAY).parse(input)
const say = (history: TrainingHistory | null, day: string, input: Record<string, unknown>) =>
  nextHistory('ath_1', history, parse(input), day) ?? history
const pathsOf = (input: unknown) =>
  trainingProfilePatch(TODAY)
    .safeParse(input)
    .error?.issues.map(({ path }) => path.join('.')) ?? []

describe('a training history', () => {
  const january = say(null, '2026-01-01', { weightKg: 70, functionalThresholdPowerWatts: 240 })
  const march = say(january, '2026-03-01', { functionalThresholdPowerWatts: 260 })

  it('keeps absent values, clears values that are null, and is sorted by day', () => {
    expect(march?.revision).toBe(2)
    const may = say(march, '2026-05-01', { weightKg: null })
    expect(may?.profiles).toMatchObject([
      { effectiveFrom: '2026-01-01', weightKg: 70, functionalThresholdPowerWatts: 240 },
      { effectiveFrom: '2026-03-01', weightKg: 70, functionalThresholdPowerWatts: 260 },
      { effectiveFrom: '2026-05-01', weightKg: null, functionalThresholdPowerWatts: 260 },
    ])
  })

  it('accepts an entry in the past and leaves later entries as they are', () => {
    const february = say(march, '2026-02-01', { weightKg: 72 })
    expect(february?.profiles).toMatchObject([
      { weightKg: 70, functionalThresholdPowerWatts: 240 },
      { effectiveFrom: '2026-02-01', weightKg: 72, functionalThresholdPowerWatts: 240 },
      { weightKg: 70, functionalThresholdPowerWatts: 260 },
    ])
  })

  it('uses the first entry for the days before it', () => {
    const before = say(march, '2025-06-01', { functionalThresholdPowerWatts: 220 })
    expect(before?.profiles[0]).toMatchObject({ effectiveFrom: '2025-06-01', weightKg: 70, functionalThresholdPowerWatts: 220 })
  })

  it('treats a missing running threshold in an old entry as null', () => {
    const old = (march?.profiles ?? []).map(({ runningThresholdPowerWatts: _absent, ...stored }) => stored)
    const stored = { _id: 'ath_1', revision: 2, profiles: old }
    expect(nextHistory('ath_1', stored, parse({ functionalThresholdPowerWatts: 260 }), '2026-03-01')).toBeNull()
    expect(say(stored, '2026-03-01', { runningThresholdPowerWatts: 300 })?.profiles).toMatchObject([
      { runningThresholdPowerWatts: null },
      { runningThresholdPowerWatts: 300, functionalThresholdPowerWatts: 260 },
    ])
  })

  it('replaces an entry of the same day and ignores a patch that changes nothing', () => {
    expect(say(march, '2026-03-01', { weightKg: 69 })?.profiles).toMatchObject([
      {},
      { effectiveFrom: '2026-03-01', weightKg: 69, functionalThresholdPowerWatts: 260 },
    ])
    expect(nextHistory('ath_1', march, parse({ functionalThresholdPowerWatts: 260 }), '2026-03-01')).toBeNull()
    expect(nextHistory('ath_1', march, parse({ effectiveFrom: '2026-04-01' }), '2026-04-01')).toBeNull()
    // The same value on another day is a change: a later entry between the two days must not affect it.
    expect(say(march, '2026-04-01', { functionalThresholdPowerWatts: 260 })?.profiles).toHaveLength(3)
  })

  it('is shown newest first, and its current entry is that of the day, or an empty one', () => {
    expect(profilesNewestFirst(march?.profiles ?? []).map(({ day }) => day)).toEqual(['2026-03-01', '2026-01-01'])
    expect(currentProfile(march?.profiles ?? [], '2026-02-28', '2020-01-01').entry.effectiveFrom).toBe('2026-01-01')
    const nothing = currentProfile([], TODAY, '2020-01-01')
    expect(nothing.entry).toMatchObject({ effectiveFrom: '2020-01-01', birthYear: null, weightKg: null })
    expect([heartRateZonesOf(nothing), powerZonesOf(nothing)]).toEqual([[], []])
  })

  it('holds on each day the last patch of that day, for any patches', () => {
    const day = fc.integer({ min: 1, max: 9 }).map((n) => `2026-01-0${n}`)
    const value = fc.option(fc.integer({ min: 20, max: 400 }))
    const patch = fc.record({ weightKg: value, functionalThresholdPowerWatts: value }, { requiredKeys: [] })
    const steps = fc.array(fc.tuple(day, patch), { maxLength: 20 })
    fc.assert(
      fc.property(steps, day, (said, asked) => {
        let history: TrainingHistory | null = null
        for (const [on, input] of said) {
          const before: readonly ProfileEntry[] = history?.profiles ?? []
          history = say(history, on, input)
          const after: readonly ProfileEntry[] = history?.profiles ?? []
          // There is one entry for a day, in order, and only the entry of the patched day has changed.
          expect(after.map((entry) => entry.effectiveFrom)).toEqual([...new Set(after.map((e) => e.effectiveFrom))].sort())
          expect(after.filter((entry) => entry.effectiveFrom !== on)).toEqual(before.filter((e) => e.effectiveFrom !== on))
          if (Object.keys(input).length > 0) expect(entryOn(after, on)).toMatchObject({ ...input, effectiveFrom: on })
        }
        const days = (history?.profiles ?? []).map((entry) => entry.effectiveFrom).filter((from) => from <= asked)
        if (days.length > 0) expect(entryOn(history?.profiles ?? [], asked)?.effectiveFrom).toBe(days.at(-1))
      }),
    )
  })
})

describe('contradictions', () => {
  const problems = (history: TrainingHistory | null, input: Record<string, unknown>) => {
    const next = nextHistory('ath_1', history, parse(input), TODAY)
    return next === null ? [] : historyProblems(next, parse(input), TODAY).map(({ path }) => path)
  }
  const rates = say(null, '2026-01-01', { maxHeartRateBpm: 190, lactateThresholdHeartRateBpm: 170, restingHeartRateBpm: 45 })

  it.each([
    [{ maxHeartRateBpm: 170 }, ['input.maxHeartRateBpm']],
    [{ lactateThresholdHeartRateBpm: 190 }, ['input.lactateThresholdHeartRateBpm']],
    [{ lactateThresholdHeartRateBpm: null, maxHeartRateBpm: 100, restingHeartRateBpm: 110 }, ['input.maxHeartRateBpm']],
    [{ lactateThresholdHeartRateBpm: 90, restingHeartRateBpm: 90 }, ['input.lactateThresholdHeartRateBpm']],
    [{ maxHeartRateBpm: 171 }, []],
    [{ maxHeartRateBpm: null, lactateThresholdHeartRateBpm: 200 }, []],
  ])('%j', (input, paths) => expect(problems(rates, input)).toEqual(paths))

  it.each([
    [{ birthYear: 2024 }, ['birthYear']],
    [{ birthYear: 1900 }, ['birthYear']],
    [{ weightKg: 0, maxHeartRateBpm: 99 }, ['weightKg', 'maxHeartRateBpm']],
    [{ functionalThresholdPowerWatts: 1001, thresholdSpeedMps: 11 }, ['functionalThresholdPowerWatts', 'thresholdSpeedMps']],
    [{ effectiveFrom: '2026-11-28' }, ['effectiveFrom']],
    [{ effectiveFrom: '1969-12-31' }, ['effectiveFrom']],
    [{ effectiveFrom: TODAY, birthYear: 1988, sex: null, weightKg: 58.4 }, []],
  ])('%j is refused for %j', (input, paths) => expect(pathsOf(input)).toEqual(paths))

  it('limits the number of entries', () => {
    const profiles = Array.from({ length: ENTRIES_MAX }, (_, n) => ({
      ...(entryOn(rates?.profiles ?? [], TODAY) as ProfileEntry),
      effectiveFrom: new Date(n * 86_400_000).toISOString().slice(0, 10),
    }))
    expect(problems({ _id: 'ath_1', revision: 1, profiles }, { weightKg: 70 })).toEqual(['input.effectiveFrom'])
  })
})

describe('zones', () => {
  const view = (input: Record<string, unknown>, day = TODAY) => currentProfile(say(null, TODAY, input)?.profiles ?? [], day, day)

  it('of heart rate by the threshold are those of riding', () => {
    expect(heartRateZonesOf(view({ lactateThresholdHeartRateBpm: 200 })).map(({ lower }) => lower)).toEqual([
      0, 162, 180, 188, 200, 206, 212,
    ])
  })

  it('of heart rate by age use the age on the day shown', () => {
    expect(heartRateZonesOf(view({ birthYear: 1986 })).at(0)?.lower).toBe(90)
    expect(heartRateZonesOf(view({ birthYear: 1986 }, '2036-01-01')).at(0)?.lower).toBe(86.5)
  })

  it('of power follow from the functional threshold', () => {
    expect(powerZonesOf(view({ functionalThresholdPowerWatts: 250 })).map(({ lower }) => lower)).toEqual([
      0, 137.5, 187.5, 225, 262.5, 300, 375,
    ])
  })
})

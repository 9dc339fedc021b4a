import { describe, expect, it } from 'vitest'
import { measure } from '../measure/measure.ts'
import { sampleColumns } from '../store/chunks.ts'
import { firstOf } from '../testing/fixtures.ts'
import { visibleColumns } from './visible-columns.ts'
import { visibleSplits } from './visible-splits.ts'

const recording = firstOf('run-laps.fit')
const measured = measure(recording)
const columns = sampleColumns(recording, measured)

describe('visibleSplits', () => {
  it('are those of the whole where all of it shows', () => {
    const splits = visibleSplits(visibleColumns(columns, { hideStartEndMeters: 0, zones: [] }), 1000)
    expect(splits).toHaveLength(measured.splits.kilometers.length)
    for (const [index, split] of splits.entries()) {
      const whole = measured.splits.kilometers[index]
      expect(split.distanceMeters).toBeCloseTo(whole?.distanceMeters ?? 0, 3)
      expect(split.averageHeartRateBpm).toBeCloseTo(whole?.averageHeartRateBpm ?? 0, 6)
      expect(Math.abs(split.movingSeconds - (whole?.movingSeconds ?? 0))).toBeLessThan(15)
    }
  })

  it('are measured along what shows where some is hidden, and sum up to it', () => {
    const visible = visibleColumns(columns, { hideStartEndMeters: 430, zones: [] })
    const splits = visibleSplits(visible, 1000)
    const sum = splits.reduce((meters, split) => meters + split.distanceMeters, 0)
    expect(sum).toBeCloseTo(visible.columns.distanceMeters?.at(-1) ?? 0, 3)
    expect(measured.distanceMeters - sum).toBeGreaterThan(860)
    expect(visibleSplits(visibleColumns(columns, { hideStartEndMeters: 100_000, zones: [] }), 1000)).toEqual([])
  })

  it('count no time between two parts that show', () => {
    const seconds = Float64Array.from({ length: 300 }, (_, i) => i)
    const ride = {
      timeSeconds: seconds,
      distanceMeters: seconds.map((second) => second * 10),
      latitude: seconds.map((second) => 47 + second * 9e-5),
      longitude: seconds.map(() => 8),
    }
    const zone = { latitude: 47 + 150 * 9e-5, longitude: 8, radiusMeters: 505 }
    const visible = visibleColumns(ride, { hideStartEndMeters: 0, zones: [zone] })
    expect(visible.gaps).toHaveLength(1)
    const moving = visibleSplits(visible, 1000).reduce((sum, split) => sum + split.movingSeconds, 0)
    expect(moving).toBe((visible.columns.timeSeconds?.length ?? 0) - 2)
  })
})

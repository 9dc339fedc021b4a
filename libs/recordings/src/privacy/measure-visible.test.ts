import { describe, expect, it } from 'vitest'
import { measure } from '../measure/measure.ts'
import { NO_TOTALS, type Recording } from '../recording.ts'
import { sampleColumns } from '../store/chunks.ts'
import { firstOf, parsed } from '../testing/fixtures.ts'
import { measureVisible } from './measure-visible.ts'
import { visibleColumns } from './visible-columns.ts'
import type { PrivacyRules } from './visible-ranges.ts'

const OUTDOORS = [
  'run-laps.fit',
  'run-smart-recording.fit',
  'ride-power-laps.fit',
  'ride-with-pauses.fit',
  'ride-long-lunch-break.fit',
  'ride-short-pauses.gpx',
  'ride-three-formats.tcx.gz',
  'hike-two-tracks.gpx',
  'ski-nordic.tcx',
  'paddle.tcx',
]
const ends = (hideStartEndMeters: number): PrivacyRules => ({ hideStartEndMeters, zones: [] })

const seen = (recording: Recording, rules: PrivacyRules) => {
  const whole = measure(recording)
  const columns = sampleColumns(recording, whole)
  return { whole, visible: visibleColumns(columns, rules), measured: measureVisible(columns, rules, recording) }
}

/** Eastward along a parallel at 10 m/s, one sample per second. */
const straight = (seconds: number, more: Partial<Recording> = {}): Recording => {
  const timeSeconds = Float64Array.from({ length: seconds }, (_, i) => i)
  return {
    sport: 'RIDE',
    startedAtMs: 1.7e12,
    name: null,
    device: null,
    utcOffsetSeconds: null,
    sampleCount: seconds,
    timeSeconds,
    channels: {
      distanceMeters: timeSeconds.map((second) => second * 10),
      latitude: timeSeconds.map((second) => 47 + second * 9e-5),
      longitude: timeSeconds.map(() => 8),
      powerWatts: timeSeconds.map((second) => (second < seconds / 2 ? 100 : 300)),
    },
    pauses: [],
    hasTimerEvents: true,
    laps: [],
    totals: NO_TOTALS,
    ...more,
  }
}

describe('measureVisible', () => {
  it.each(OUTDOORS)('finds in %s, next to nothing of it hidden, what measuring the whole finds', (name) => {
    const { whole, measured } = seen(firstOf(name), ends(1))
    if (measured === null) throw new Error('nothing was cut')
    const lost = whole.distanceMeters - measured.distanceMeters
    expect(lost).toBeGreaterThanOrEqual(0)
    expect(lost).toBeLessThan(250)
    const isNear = (a: number | null, b: number | null, share: number, least: number) => {
      if (a === null || b === null) expect([a, b]).toEqual([null, null])
      else expect(Math.abs(a - b), `${a} and ${b}`).toBeLessThan(Math.max(least, share * b))
    }
    isNear(measured.movingSeconds, whole.movingSeconds, 0.06, 30)
    isNear(measured.elevationGainMeters, whole.elevationGainMeters, 0.07, 8)
    isNear(measured.averageSpeedMps, whole.averageSpeedMps, 0.03, 0.1)
    isNear(measured.averageHeartRateBpm, whole.averageHeartRateBpm, 0.02, 2)
    isNear(measured.averagePowerWatts, whole.averagePowerWatts, 0.02, 2)
    isNear(measured.normalizedPowerWatts, whole.normalizedPowerWatts, 0.02, 2)
    isNear(measured.averageCadenceRpm, whole.averageCadenceRpm, 0.02, 1)
    isNear(measured.energyKilojoules, whole.energyKilojoules, 0.03, 5)
  })

  it('is what the samples that show come to, to the metre and the second', () => {
    const { visible, measured } = seen(firstOf('run-laps.fit'), ends(430))
    expect(measured?.distanceMeters).toBeCloseTo(visible.columns.distanceMeters?.at(-1) ?? 0, 6)
    expect(measured?.elapsedSeconds).toBe(visible.columns.timeSeconds?.at(-1))
  })

  it('is the same whatever the length of what is hidden', () => {
    // Two tracks that differ only in the distance from the door to the edge of the zone.
    const zone = { latitude: 47, longitude: 8, radiusMeters: 500 }
    const sums = [0, 30, 170].map((detour) => {
      const ride = straight(900)
      const distanceMeters = ride.channels.distanceMeters?.map((meters, second) => meters + Math.min(second, 40) * (detour / 40))
      const recording = { ...ride, channels: { ...ride.channels, ...(distanceMeters && { distanceMeters }) } }
      const { measured } = seen(recording, { hideStartEndMeters: 0, zones: [zone] })
      const { distanceMeters: meters, elapsedSeconds, movingSeconds, averagePowerWatts, energyKilojoules } = measured ?? {}
      return { meters: Math.round((meters ?? 0) * 10), elapsedSeconds, movingSeconds, averagePowerWatts, energyKilojoules }
    })
    expect(sums[0]).toMatchObject({ meters: 84_900, averagePowerWatts: expect.closeTo(205.9, 1) })
    expect(sums[1]).toEqual(sums[0])
    expect(sums[2]).toEqual(sums[0])
  })

  it('counts no metre and no moving second of a stretch that is hidden in the middle, nor of a pause', () => {
    const zone = { latitude: 47 + 450 * 9e-5, longitude: 8, radiusMeters: 505 }
    const { visible, measured } = seen(straight(900, { pauses: [{ startSeconds: 700, endSeconds: 720 }] }), {
      hideStartEndMeters: 0,
      zones: [zone],
    })
    expect(visible.gaps).toHaveLength(1)
    expect(measured?.elapsedSeconds).toBe(899)
    expect(measured?.distanceMeters).toBeCloseTo(visible.columns.distanceMeters?.at(-1) ?? 0, 6)
    expect(measured?.movingSeconds).toBeLessThan(899 - 100 - 20)
    expect(measured?.movingSeconds).toBeGreaterThan(899 - 104 - 22)
    expect(measured?.pauses).toHaveLength(2)
  })

  it('is nothing where all shows, where nothing shows, and without places', () => {
    expect(seen(straight(900), ends(0)).measured).toBeNull()
    expect(seen(straight(900), ends(100_000)).measured).toBeNull()
    const far = { hideStartEndMeters: 0, zones: [{ latitude: -47, longitude: 8, radiusMeters: 2000 }] }
    expect(seen(straight(900), far).measured).toBeNull()
    for (const recording of parsed('swim-pool.fit').recordings) expect(seen(recording, ends(200)).measured).toBeNull()
  })
})

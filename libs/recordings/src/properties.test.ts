import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Measurement, measure } from './measure/measure.ts'
import { normalizedPower } from './measure/power.ts'
import { deriveMetrics } from './metrics/derive-metrics.ts'
import { type AthleteProfile, UNKNOWN_ATHLETE } from './metrics/profile.ts'
import type { Channels, Recording } from './recording.ts'
import { firstOf, parsed } from './testing/fixtures.ts'

const RIDES = ['ride-power-laps.fit', 'ride-long-lunch-break.fit', 'run-developer-fields.fit', 'ride-virtual.fit'] as const
const ALL = [
  ...RIDES,
  ...['ride-with-pauses.fit', 'run-laps.fit', 'run-smart-recording.fit', 'swim-pool.fit', 'triathlon-multisport.fit'],
  ...['hike-two-tracks.gpx', 'ride-short-pauses.tcx', 'ski-nordic.tcx', 'paddle.tcx', 'walk-tiny.fit'],
]
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const within = (recording: Recording, changed: Partial<Channels>): Recording => ({
  ...recording,
  channels: { ...recording.channels, ...changed },
})

describe.each(ALL)('%s', (name) => {
  const measured = parsed(name).recordings.map((recording) => ({ recording, measurement: measure(recording) }))
  it('has splits that sum to the whole, in kilometres and in miles', () => {
    for (const { measurement } of measured)
      for (const splits of [measurement.splits.kilometers, measurement.splits.miles]) {
        expect(sum(splits.map((split) => split.distanceMeters))).toBeCloseTo(measurement.distanceMeters, 6)
        expect(sum(splits.map((split) => split.movingSeconds))).toBeCloseTo(measurement.movingSeconds, 6)
      }
  })
  it('has a power curve that never rises, and means below what is highest', () => {
    for (const { measurement } of measured) {
      const curve = measurement.powerCurve ?? []
      for (let i = 1; i < curve.length; i++) expect(curve[i]?.value).toBeLessThanOrEqual(curve[i - 1]?.value ?? 0)
      if (curve.length > 0) expect(curve[0]?.value).toBeLessThanOrEqual(measurement.maxPowerWatts ?? 0)
    }
  })
  it('measures the same when the clock is turned', () => {
    for (const { recording, measurement } of measured) {
      const { derived: _before, ...before } = measurement
      const { derived: _after, ...after } = measure({
        ...recording,
        startedAtMs: recording.startedAtMs + 12_345_678,
        utcOffsetSeconds: 3600,
      })
      // The key of a track says where somebody was at which time.
      const keyless = { ...before.evidence, trackKey: after.evidence.trackKey }
      expect(after).toEqual({ ...before, evidence: keyless })
    }
  })
})

describe('power', () => {
  it.each(RIDES)('of %s times k has k times the normalized power, work and curve', (name) => {
    const recording = firstOf(name)
    const before = measure(recording)
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 4, noNaN: true }), (k) => {
        const after = measure(
          within(recording, { powerWatts: recording.channels.powerWatts?.map((watts) => watts * k) as Float64Array }),
        )
        const scaled = (value: number | null): unknown => expect.closeTo((value ?? 0) * k, 6)
        expect(after).toMatchObject({
          normalizedPowerWatts: scaled(before.normalizedPowerWatts),
          averagePowerWatts: scaled(before.averagePowerWatts),
          energyKilojoules: scaled(before.energyKilojoules),
        })
        expect(after.powerCurve?.map((point) => point.value)).toEqual(before.powerCurve?.map((point) => scaled(point.value)))
      }),
      { numRuns: 2 },
    )
  })
  it('normalized is at least the mean, and the same backwards', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1200 }), { minLength: 30, maxLength: 300 }), (watts) => {
        const series = Float64Array.from(watts)
        const forwards = normalizedPower([series]) ?? 0
        expect(normalizedPower([series.toReversed()])).toBeCloseTo(forwards, 6)
        const middles = watts.slice(29).map((_, i) => sum(watts.slice(i, i + 30)) / 30)
        expect(forwards).toBeGreaterThanOrEqual(sum(middles) / middles.length - 1e-6)
      }),
    )
  })
})

describe('altitude', () => {
  it.each(['ride-power-laps.fit', 'run-laps.fit', 'ride-short-pauses.tcx'])(
    'of %s raised by the same everywhere changes nothing',
    (name) => {
      const recording = firstOf(name)
      const { derived: _columns, ...before } = measure(recording)
      const { derived: _raised, ...after } = measure(
        within(recording, { altitudeMeters: recording.channels.altitudeMeters?.map((meters) => meters + 1000) as Float64Array }),
      )
      expect(after.elevationGainMeters).toBeCloseTo(before.elevationGainMeters ?? 0, 4)
      expect(after.gradeAdjustedSpeedMps).toBeCloseTo(before.gradeAdjustedSpeedMps ?? 0, 4)
      expect(after.splits.kilometers.map((split) => split.movingSeconds)).toEqual(
        before.splits.kilometers.map((split) => split.movingSeconds),
      )
    },
  )
})

describe('the way back', () => {
  const reversed = (column: Float64Array | undefined): Float64Array | undefined => column?.toReversed()
  it.each(['ride-short-pauses.gpx', 'ride-three-formats-bare.gpx.gz'])('of %s is as long, as high and as low', (name) => {
    const recording = firstOf(name)
    const { latitude, longitude, altitudeMeters } = recording.channels
    const last = recording.timeSeconds.at(-1) ?? 0
    const back = measure({
      ...within(recording, {
        latitude: reversed(latitude) as Float64Array,
        longitude: reversed(longitude) as Float64Array,
        ...(altitudeMeters && { altitudeMeters: altitudeMeters.toReversed() }),
      }),
      timeSeconds: recording.timeSeconds.map((time) => last - time).toReversed(),
      pauses: recording.pauses
        .map(({ startSeconds, endSeconds }) => ({ startSeconds: last - endSeconds, endSeconds: last - startSeconds }))
        .toReversed(),
    })
    const there = measure(recording)
    expect(back.distanceMeters).toBeCloseTo(there.distanceMeters, 4)
    expect(Math.abs((back.elevationGainMeters ?? 0) - (there.elevationLossMeters ?? 0))).toBeLessThanOrEqual(6)
    expect(Math.abs(back.movingSeconds / there.movingSeconds - 1)).toBeLessThan(0.01)
  })
})

describe('one ride in three formats', () => {
  const athlete: AthleteProfile = {
    ...UNKNOWN_ATHLETE,
    ageYears: 40,
    weightKg: 70,
    maxHeartRateBpm: 190,
    restingHeartRateBpm: 50,
    thresholdSpeedMps: 4,
  }
  const metricsOf = (recording: Recording, measurement: Measurement) =>
    deriveMetrics(measurement.statistics, { sport: recording.sport, movingSeconds: measurement.movingSeconds }, athlete)
  const fitFile = firstOf('ride-three-formats.fit')
  const fit = measure(fitFile)
  const close = (a: number | null | undefined, b: number | null | undefined, share: number): void =>
    expect(Math.abs((a ?? 0) / (b || 1) - 1), `${a} for ${b}`).toBeLessThan(share)
  it.each(['ride-three-formats.gpx.gz', 'ride-three-formats-bare.gpx.gz', 'ride-three-formats.tcx.gz'])(
    '%s has the metrics, splits, efforts and laps of the FIT file',
    (name) => {
      const recording = firstOf(name)
      const other = measure(recording)
      const [ours, theirs] = [metricsOf(recording, other), metricsOf(fitFile, fit)]
      expect(ours.trainingLoadMethod).toBe('HEART_RATE')
      close(ours.trainingLoad, theirs.trainingLoad, 0.001)
      close(ours.caloriesKcal, theirs.caloriesKcal, 0.001)
      expect(ours.heartRateZones).toEqual(theirs.heartRateZones)
      for (const unit of ['kilometers', 'miles'] as const)
        for (const [i, split] of other.splits[unit].slice(0, -1).entries()) {
          close(split.movingSeconds, fit.splits[unit][i]?.movingSeconds, 0.03)
          close(split.averageHeartRateBpm, fit.splits[unit][i]?.averageHeartRateBpm, 0.01)
        }
      expect(other.bestEfforts.map((effort) => effort.distanceMeters)).toEqual(
        fit.bestEfforts.map((effort) => effort.distanceMeters),
      )
      for (const [i, effort] of other.bestEfforts.entries())
        close(effort.elapsedSeconds, fit.bestEfforts[i]?.elapsedSeconds, 0.03)
      for (const [i, lap] of other.laps.entries()) {
        close(lap.distanceMeters, fit.laps[i]?.distanceMeters, 0.005)
        close(lap.movingSeconds, fit.laps[i]?.movingSeconds, 0.005)
      }
    },
  )
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { measure } from '../measure/measure.ts'
import { findPauses } from '../parse/pauses.ts'
import { NO_TOTALS, type Recording } from '../recording.ts'
import { firstOf } from '../testing/fixtures.ts'
import { keytelPerMinute } from './calories.ts'
import { deriveMetrics } from './derive-metrics.ts'
import { type Histogram, histogram, totalSeconds } from './histogram.ts'
import { type AthleteProfile, UNKNOWN_ATHLETE } from './profile.ts'
import type { ActivityStatistics } from './statistics.ts'
import { stressScore, trimpPerMinute } from './training-load.ts'
import { heartRateZones, powerZones, timeInZones } from './zones.ts'

const athlete = (known: Partial<AthleteProfile>): AthleteProfile => ({ ...UNKNOWN_ATHLETE, ...known })
const steady = (value: number, seconds: number): Histogram => ({ lowest: value, seconds: [seconds] })
const HOUR = 3600
const NOTHING: ActivityStatistics = {
  heartRate: null,
  power: null,
  powerGridSeconds: 0,
  normalizedPowerWatts: null,
  workKilojoules: null,
  paceGridSeconds: 0,
  normalizedGradeAdjustedSpeedMps: null,
  gradientCostJoulesPerKg: null,
}
const atPower = (watts: number, seconds: number): ActivityStatistics => ({
  ...NOTHING,
  power: steady(watts, seconds),
  powerGridSeconds: seconds,
  normalizedPowerWatts: watts,
  workKilojoules: (watts * seconds) / 1000,
})
const atHeartRate = (bpm: number, seconds = HOUR): ActivityStatistics => ({ ...NOTHING, heartRate: steady(bpm, seconds) })
const atPace = (mps: number): ActivityStatistics => ({
  ...NOTHING,
  paceGridSeconds: HOUR,
  normalizedGradeAdjustedSpeedMps: mps,
})
const ride = { sport: 'RIDE', movingSeconds: HOUR } as const
const run = { sport: 'RUN', movingSeconds: HOUR } as const

describe('histogram', () => {
  it('counts each value until the next sample, at most 10 s', () => {
    const time = Float64Array.of(0, 1, 2.5, 4, 60, 61)
    expect(histogram(time, Float64Array.of(140, 140.4, Number.NaN, 143, 142, 190))).toEqual({
      lowest: 140,
      seconds: [2.5, 0, 1, 10],
    })
  })
  it('is null where nothing spoke', () => {
    expect(histogram(Float64Array.of(0, 1), undefined)).toBeNull()
    expect(histogram(Float64Array.of(0, 1), Float64Array.of(Number.NaN, 120))).toBeNull()
    expect(histogram(Float64Array.of(), Float64Array.of())).toBeNull()
  })
})

describe('heart rate between pauses', () => {
  const timed = (timeSeconds: Float64Array): Recording => ({
    sport: 'WORKOUT',
    startedAtMs: 0,
    name: null,
    device: null,
    utcOffsetSeconds: null,
    sampleCount: timeSeconds.length,
    timeSeconds,
    channels: { heartRateBpm: timeSeconds.map(() => 169) },
    pauses: findPauses(timeSeconds, [], false),
    hasTimerEvents: false,
    laps: [],
    totals: NO_TOTALS,
  })
  const known = athlete({
    maxHeartRateBpm: 190,
    restingHeartRateBpm: 50,
    lactateThresholdHeartRateBpm: 169,
    weightKg: 70,
    ageYears: 35,
    sex: 'MALE',
  })
  const derived = (recording: Recording) => {
    const { statistics, movingSeconds } = measure(recording)
    return deriveMetrics(statistics, { sport: recording.sport, movingSeconds }, known)
  }

  it.each([1, 5, 15, 21, 30, 60])('is 100 for an hour at threshold, a sample every %d s, and burns as much', (apart) => {
    const hour = derived(timed(Float64Array.from({ length: Math.floor(HOUR / apart) + 1 }, (_, i) => i * apart)))
    const recorded = Math.floor(HOUR / apart) * apart
    expect(hour).toMatchObject({ trainingLoadMethod: 'HEART_RATE', trainingLoad: expect.closeTo(recorded / 36, 6) })
    expect(hour.caloriesKcal).toBeCloseTo((recorded / 60) * keytelPerMinute(169, 70, 35, 'MALE'), 6)
  })
  it('counts no pause, while time in zones is as it says', () => {
    // Half an hour, a pause of ten minutes, half an hour.
    const halves = derived(timed(Float64Array.from({ length: 3602 }, (_, i) => (i <= 1800 ? i : i + 599))))
    expect(halves.trainingLoad).toBeCloseTo(100, 6)
    expect(halves.heartRateZones?.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(3610)
  })
  it('of a real ride sums to its time outside pauses', () => {
    const ride = firstOf('ride-with-pauses.fit')
    const { stretches, statistics } = measure(ride)
    const outside = stretches.reduce(
      (sum, { first, last }) => sum + (ride.timeSeconds[last] ?? 0) - (ride.timeSeconds[first] ?? 0),
      0,
    )
    const held = statistics.heldHeartRate
    expect(held && totalSeconds(held)).toBeLessThanOrEqual(outside)
    expect(held && totalSeconds(held)).toBeGreaterThan(outside * 0.99)
  })
  it('is that of the zones where it was measured before the two were told apart', () => {
    const { heldHeartRate: _held, ...before } = measure(timed(Float64Array.from({ length: 3601 }, (_, i) => i))).statistics
    expect(deriveMetrics(before, { sport: 'WORKOUT', movingSeconds: HOUR }, known).trainingLoad).toBeCloseTo(100, 6)
  })
})

describe('zones', () => {
  const lowers = (profile: Partial<AthleteProfile>, sport: 'RUN' | 'RIDE' | 'SWIM') =>
    heartRateZones(athlete(profile), sport)?.map((zone) => zone.lower)
  it('are Friel’s by lactate threshold, of the sport', () => {
    const known = { lactateThresholdHeartRateBpm: 160, maxHeartRateBpm: 190, restingHeartRateBpm: 50 }
    expect(lowers(known, 'RUN')).toEqual([0, 136, 144, 152, 160, 164.8, 169.6])
    expect(lowers(known, 'RIDE')).toEqual([0, 129.6, 144, 150.4, 160, 164.8, 169.6])
    expect(lowers(known, 'SWIM')).toEqual(lowers(known, 'RIDE'))
  })
  it('are by reserve, else by maximum, which the age may stand for', () => {
    expect(lowers({ maxHeartRateBpm: 190, restingHeartRateBpm: 50 }, 'RIDE')).toEqual([120, 134, 148, 162, 176])
    expect(lowers({ maxHeartRateBpm: 200 }, 'RUN')).toEqual([100, 120, 140, 160, 180])
    expect(lowers({ ageYears: 40 }, 'RUN')).toEqual([90, 108, 126, 144, 162])
    expect(lowers({ restingHeartRateBpm: 50 }, 'RUN')).toBeUndefined()
  })
  it('are Coggan’s for power, lower bound inclusive', () => {
    const zones = powerZones(athlete({ functionalThresholdPowerWatts: 200 }), 'RIDE') ?? []
    expect(zones.map((zone) => [zone.number, zone.lower, zone.upper])).toEqual([
      [1, 0, 110],
      [2, 110, 150],
      [3, 150, 180],
      [4, 180, 210],
      [5, 210, 240],
      [6, 240, 300],
      [7, 300, null],
    ])
    const zoneOf = (watts: number) => timeInZones(steady(watts, 1), zones).find((each) => each.seconds > 0)?.zone.number
    expect([0, 109, 110, 209, 210, 299, 300, 2000].map(zoneOf)).toEqual([1, 1, 2, 4, 5, 6, 7, 7])
    expect(powerZones(UNKNOWN_ATHLETE, 'RIDE')).toBeNull()
  })
  it('share out every second, whatever the bounds', () => {
    const seconds = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 300 })
    fc.assert(
      fc.property(seconds, fc.integer({ min: 50, max: 500 }), (each, ftp) => {
        const watts = { lowest: 0, seconds: each }
        const zones = timeInZones(watts, powerZones(athlete({ functionalThresholdPowerWatts: ftp }), 'RIDE') ?? [])
        expect(zones.reduce((sum, zone) => sum + zone.seconds, 0)).toBeCloseTo(totalSeconds(watts), 6)
      }),
    )
  })
})

describe('training load', () => {
  const load = (
    statistics: ActivityStatistics | null,
    known: Partial<AthleteProfile>,
    subject: typeof ride | typeof run = ride,
  ) => deriveMetrics(statistics, subject, athlete(known))
  it('is the stress score of power', () => {
    expect(stressScore(5400, 210 / 250)).toBeCloseTo(105.84, 9)
    expect(load(atPower(210, 5400), { functionalThresholdPowerWatts: 250 })).toMatchObject({
      trainingLoadMethod: 'POWER',
      intensityFactor: 0.84,
      trainingLoad: expect.closeTo(105.84, 9),
    })
    expect(load(atPower(250, HOUR), { functionalThresholdPowerWatts: 250 }).trainingLoad).toBeCloseTo(100, 9)
  })
  it('is that of pace for running, an hour at threshold 100, and of nothing else', () => {
    const known = { thresholdSpeedMps: 4, maxHeartRateBpm: 190 }
    expect(load(atPace(4), known, run)).toMatchObject({ trainingLoad: 100, trainingLoadMethod: 'PACE', intensityFactor: 1 })
    expect(load(atPace(3), known, run)).toMatchObject({ trainingLoad: expect.closeTo(56.25, 9), intensityFactor: 0.75 })
    expect(load(atPace(4), known, ride).trainingLoadMethod).toBe('DURATION')
  })
  it('takes watts of 0 throughout for no meter: the heart rate counts, and there are no zones of them', () => {
    const known = { functionalThresholdPowerWatts: 250, maxHeartRateBpm: 190 }
    const without = { ...atPower(0, HOUR), heartRate: steady(150, HOUR) }
    expect(load(without, known)).toMatchObject({ trainingLoadMethod: 'HEART_RATE', powerZones: null, caloriesMethod: null })
    expect(load(atPower(1, HOUR), known).powerZones?.[0]?.seconds).toBe(HOUR)
  })
  it('holds no foot pod against a threshold of pedals', () => {
    const pod = { ...atPower(250, HOUR), paceGridSeconds: HOUR, normalizedGradeAdjustedSpeedMps: 3 }
    const known = { functionalThresholdPowerWatts: 200, thresholdSpeedMps: 4 }
    expect(load(pod, known, run)).toMatchObject({ trainingLoadMethod: 'PACE', intensityFactor: 0.75, powerZones: null })
    const walk = { sport: 'HIKE', movingSeconds: HOUR } as const
    expect(deriveMetrics(atPower(250, HOUR), walk, athlete(known))).toMatchObject({
      trainingLoadMethod: 'DURATION',
      powerZones: null,
    })
    expect(load(atPower(250, HOUR), known).powerZones).toHaveLength(7)
  })
  it('holds the watts of a run against the threshold of running, before its pace, and no ride or walk against that', () => {
    const pod = { ...atPower(270, HOUR), paceGridSeconds: HOUR, normalizedGradeAdjustedSpeedMps: 3 }
    const known = { runningThresholdPowerWatts: 300, thresholdSpeedMps: 4 }
    for (const sport of ['RUN', 'TRAIL_RUN', 'VIRTUAL_RUN'] as const) {
      const derived = deriveMetrics(pod, { sport, movingSeconds: HOUR }, athlete(known))
      expect(derived).toMatchObject({ trainingLoad: 81, trainingLoadMethod: 'POWER', intensityFactor: 0.9 })
      expect(derived.powerZones?.map(({ zone, seconds }) => [zone.name, zone.lower, zone.upper, seconds])).toEqual([
        ['Easy', 195, 240, 0],
        ['Moderate', 240, 270, 0],
        ['Threshold', 270, 300, HOUR],
        ['Interval', 300, 345, 0],
        ['Repetition', 345, null, 0],
      ])
    }
    for (const sport of ['RIDE', 'WALK', 'HIKE', 'ROW'] as const)
      expect(deriveMetrics(pod, { sport, movingSeconds: HOUR }, athlete(known))).toMatchObject({
        trainingLoadMethod: 'DURATION',
        powerZones: null,
      })
    // A pod without values for most of the run does not represent it. Without a threshold its power is not used either.
    expect(load({ ...pod, power: steady(270, 600) }, known, run).trainingLoadMethod).toBe('PACE')
    expect(load(pod, { ...known, runningThresholdPowerWatts: 0 }, run)).toMatchObject({
      trainingLoadMethod: 'PACE',
      powerZones: null,
    })
  })
  it('is a share of an hour at threshold by heart rate', () => {
    expect(60 * trimpPerMinute(0.75, 'MALE')).toBeCloseTo(121.556, 3)
    expect(60 * trimpPerMinute(0.75, 'FEMALE')).toBeCloseTo(135.414, 3)
    expect(60 * trimpPerMinute(0.75, null)).toBeCloseTo((121.556 + 135.414) / 2, 3)
    const known = { maxHeartRateBpm: 190, restingHeartRateBpm: 50, sex: 'MALE' } as const
    const atThreshold = load(atHeartRate(169), { ...known, lactateThresholdHeartRateBpm: 169 })
    expect(atThreshold).toMatchObject({ trainingLoad: 100, trainingLoadMethod: 'HEART_RATE', intensityFactor: null })
    // An unknown threshold is taken as 85 % of the reserve: 169 again.
    expect(load(atHeartRate(169), known).trainingLoad).toBeCloseTo(100, 9)
    expect(load(atHeartRate(155), known).trainingLoad).toBeCloseTo((121.556 / (60 * trimpPerMinute(0.85, 'MALE'))) * 100, 3)
  })
  it('takes an unknown maximum from the age and an unknown rest for 60', () => {
    const guessed = load(atHeartRate(150), { ageYears: 40 }).trainingLoad
    expect(guessed).toBeCloseTo(load(atHeartRate(150), { maxHeartRateBpm: 180, restingHeartRateBpm: 60 }).trainingLoad, 9)
  })
  it('is 50 an hour where nothing better is known', () => {
    const byDuration = { trainingLoad: 50, trainingLoadMethod: 'DURATION', intensityFactor: null }
    expect(load(null, { functionalThresholdPowerWatts: 250 })).toMatchObject({ ...byDuration, caloriesKcal: null })
    expect(load(atHeartRate(150), {})).toMatchObject(byDuration)
    expect(load(atHeartRate(150), { maxHeartRateBpm: 55 })).toMatchObject(byDuration)
    expect(load(atPower(0, HOUR), { functionalThresholdPowerWatts: 250 })).toMatchObject(byDuration)
  })
  it('takes no sensor for the whole that was silent for most of it', () => {
    const swim = { sport: 'OPEN_WATER_SWIM', movingSeconds: 1900 } as const
    const derived = deriveMetrics(atHeartRate(150, 14), swim, athlete({ ageYears: 40, weightKg: 70 }))
    expect(derived).toMatchObject({ trainingLoadMethod: 'DURATION', caloriesKcal: null })
  })
  it('rises with the time, and with the effort', () => {
    const known = { functionalThresholdPowerWatts: 250, maxHeartRateBpm: 190 }
    fc.assert(
      fc.property(fc.integer({ min: 70, max: 188 }), fc.integer({ min: 1, max: 10 }), (value, more) => {
        for (const statistics of [atPower, atHeartRate]) {
          const less = load(statistics(value, HOUR), known).trainingLoad
          expect(load(statistics(value + more, HOUR), known).trainingLoad).toBeGreaterThan(less)
          expect(load(statistics(value, HOUR + more), known).trainingLoad).toBeGreaterThan(less)
        }
      }),
    )
  })
})

describe('calories', () => {
  const burnt = (statistics: ActivityStatistics, known: Partial<AthleteProfile>, subject: typeof ride | typeof run = ride) => {
    const { caloriesKcal, caloriesMethod } = deriveMetrics(statistics, subject, athlete(known))
    return [caloriesKcal, caloriesMethod]
  }
  it('are work where there is power', () => {
    expect(burnt(atPower(200, HOUR), {})).toEqual([expect.closeTo(717, 1), 'POWER'])
  })
  it('are the cost of the gradients on foot', () => {
    const flat = { ...NOTHING, gradientCostJoulesPerKg: 3.6 * 10_000 }
    expect(burnt(flat, { weightKg: 70 }, run)).toEqual([expect.closeTo(602.3, 1), 'GRADIENT_COST'])
    expect(burnt(flat, { weightKg: 70 }, ride)).toEqual([null, null])
    expect(burnt(flat, {}, run)).toEqual([null, null])
  })
  it('are Keytel’s by heart rate, else null', () => {
    expect(keytelPerMinute(150, 70, 35, 'MALE')).toBeCloseTo(14.463, 3)
    expect(keytelPerMinute(150, 60, 35, 'FEMALE')).toBeCloseTo(9.964, 3)
    expect(burnt(atHeartRate(150), { weightKg: 70, ageYears: 35, sex: 'MALE' })).toEqual([
      expect.closeTo(60 * 14.463, 1),
      'HEART_RATE',
    ])
    expect(burnt(atHeartRate(40), { weightKg: 60, ageYears: 35, sex: 'FEMALE' })).toEqual([0, 'HEART_RATE'])
    expect(burnt(atHeartRate(150), { weightKg: 70 })).toEqual([null, null])
  })
})

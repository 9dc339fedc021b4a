import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { measure } from '../measure/measure.ts'
import { type AthleteProfile, UNKNOWN_ATHLETE } from '../metrics/profile.ts'
import { NO_TOTALS, type Recording } from '../recording.ts'
import { firstOf } from '../testing/fixtures.ts'
import type { AerobicStatistics } from './aerobic-statistics.ts'
import { vdot } from './running-performance.ts'
import { median, ridingVo2Max, steadyRunVo2Max, vo2Max } from './vo2max.ts'

const runner: AthleteProfile = { ...UNKNOWN_ATHLETE, restingHeartRateBpm: 50, maxHeartRateBpm: 190, weightKg: 70 }
const reserve = { rest: 50, max: 190 }

/** One sample per second. Each part has a speed, a grade and a heart rate. */
const recorded = (...parts: { seconds: number; mps: number; grade?: number; bpm?: number }[]): Recording => {
  const [distanceMeters, altitudeMeters, heartRateBpm] = [[0], [100], [parts[0]?.bpm ?? Number.NaN]]
  for (const { seconds, mps, grade = 0, bpm = Number.NaN } of parts)
    for (let second = 0; second < seconds; second++) {
      distanceMeters.push((distanceMeters.at(-1) ?? 0) + mps)
      altitudeMeters.push((altitudeMeters.at(-1) ?? 0) + mps * grade)
      heartRateBpm.push(bpm)
    }
  const [distance, altitude, beats] = [distanceMeters, altitudeMeters, heartRateBpm].map((column) => Float64Array.from(column))
  return {
    sport: 'RUN',
    startedAtMs: 0,
    name: null,
    device: null,
    utcOffsetSeconds: null,
    sampleCount: distanceMeters.length,
    timeSeconds: Float64Array.from(distanceMeters.keys()),
    channels: {
      ...(distance && { distanceMeters: distance }),
      ...(altitude && { altitudeMeters: altitude }),
      ...(beats && { heartRateBpm: beats }),
    },
    pauses: [],
    hasTimerEvents: false,
    laps: [],
    totals: NO_TOTALS,
  }
}
const aerobic = (recording: Recording): AerobicStatistics =>
  measure(recording).statistics.aerobic ?? { running: [], race: null, fiveMinuteWatts: null }

describe('VO2max by steady running', () => {
  it('is the oxygen of the speed over the share of the reserve', () => {
    // 200 m/min cost 43.5 on flat ground; 148 bpm are 70 % of the reserve.
    const { running } = aerobic(recorded({ seconds: 600, mps: 200 / 60, bpm: 148 }))
    expect(running).toEqual([{ bpm: Array(10).fill(148), vo2: Array(10).fill(43.5) }])
    expect(steadyRunVo2Max(running, reserve)).toBeCloseTo(40 / 0.7 + 3.5, 6)
  })
  it('counts the climb', () => {
    const { running } = aerobic(recorded({ seconds: 1200, mps: 200 / 60, grade: 0.05, bpm: 162 }))
    const whole = steadyRunVo2Max(running, reserve) ?? 0
    // 0.2 x 200 + 0.9 x 200 x 0.05 = 49. The smoothing shortens the climb at its two ends.
    expect(whole).toBeGreaterThan(48 / 0.8 + 3.5)
    expect(whole).toBeLessThanOrEqual(49 / 0.8 + 3.5 + 0.01)
  })
  it('takes the median of its stretches, and none outside of 60 to 95 %', () => {
    const at = (share: number, seconds: number) => ({ seconds, mps: 3, bpm: 50 + 140 * share })
    const { running } = aerobic(recorded(at(0.7, 600), at(0.5, 60), at(0.9, 600), at(0.97, 60), at(0.8, 600), at(0.55, 1200)))
    expect(steadyRunVo2Max(running, reserve)).toBeCloseTo((0.2 * 180) / 0.8 + 3.5, 6)
  })
  it.each([
    ['too short', recorded({ seconds: 340, mps: 3, bpm: 150 })],
    ['walked', recorded({ seconds: 1200, mps: 1.3, bpm: 150 })],
    ['without heart rate', recorded({ seconds: 1200, mps: 3 })],
  ])('is nothing where it was %s', (_what, recording) => {
    expect(aerobic(recording).running).toEqual([])
  })
  it('rises with the speed and falls with the heart rate', () => {
    const minutes = fc.array(fc.tuple(fc.integer({ min: 140, max: 183 }), fc.integer({ min: 20, max: 70 })), { minLength: 6 })
    fc.assert(
      fc.property(minutes, (each) => {
        const [bpm, vo2] = [each.map(([beats]) => beats), each.map(([, oxygen]) => oxygen)]
        const known = steadyRunVo2Max([{ bpm, vo2 }], reserve) ?? 0
        expect(known).toBeGreaterThan(20)
        expect(steadyRunVo2Max([{ bpm, vo2: vo2.map((oxygen) => oxygen + 1) }], reserve)).toBeGreaterThan(known)
        expect(steadyRunVo2Max([{ bpm, vo2 }], { ...reserve, max: 200 }) ?? 999).toBeGreaterThan(known)
      }),
    )
  })
})

describe('VO2max by riding', () => {
  it('has the worked value', () => expect(ridingVo2Max(300, 70)).toBeCloseTo(53.286, 3))
  const ride: AerobicStatistics = { running: [], race: null, fiveMinuteWatts: 300 }
  it('is the least it can be, and asks for a weight and no motor', () => {
    expect(vo2Max(ride, 'GRAVEL_RIDE', runner)).toEqual({
      mlPerKgPerMin: expect.closeTo(53.286, 3),
      method: 'RIDE',
      isAtLeast: true,
    })
    expect(vo2Max(ride, 'E_BIKE_RIDE', runner)).toBeNull()
    expect(vo2Max(ride, 'RIDE', { ...runner, weightKg: null })).toBeNull()
    expect(vo2Max({ ...ride, fiveMinuteWatts: null }, 'RIDE', runner)).toBeNull()
    expect(vo2Max(ride, 'ROW', runner)).toBeNull()
  })
})

describe('VO2max by a race', () => {
  const fiveKm = (bpm?: number) => aerobic(recorded({ seconds: 1200, mps: 5000 / 1200, ...(bpm !== undefined && { bpm }) }))
  it('is the VDOT of the effort that says most', () => {
    expect(fiveKm(180).race).toEqual({
      distanceMeters: 5000,
      seconds: expect.closeTo(1200, 6),
      vdot: expect.closeTo(49.806, 3),
      bpm: expect.closeTo(180, 6),
    })
  })
  it('is one where the heart was at it, and a steady run where it was not', () => {
    const known = { mlPerKgPerMin: expect.closeTo(vdot(5000, 1200), 6), method: 'RACE' }
    expect(vo2Max(fiveKm(180), 'RUN', runner)).toEqual({ ...known, isAtLeast: false })
    expect(vo2Max(fiveKm(150), 'RUN', runner)).toMatchObject({ method: 'STEADY_RUN' })
    // It is unknown without a heart rate, or without the reserve that it is compared with.
    expect(vo2Max(fiveKm(), 'RUN', runner)).toEqual({ ...known, isAtLeast: true })
    expect(vo2Max(fiveKm(150), 'RUN', UNKNOWN_ATHLETE)).toEqual({ ...known, isAtLeast: true })
  })
  it('is of running, and not of trails', () => {
    expect(vo2Max(fiveKm(180), 'TRAIL_RUN', runner)).toMatchObject({ method: 'STEADY_RUN' })
    expect(vo2Max(fiveKm(), 'TRAIL_RUN', runner)).toBeNull()
    expect(vo2Max(fiveKm(180), 'WALK', runner)).toBeNull()
  })
  it('is none over a jump of the distance, nor of a sprint', () => {
    expect(aerobic(recorded({ seconds: 600, mps: 9 })).race).toBeNull()
    expect(aerobic(recorded({ seconds: 200, mps: 5 })).race).toBeNull()
  })
})

describe('median', () => {
  it.each([
    [[], null],
    [[3], 3],
    [[9, 1, 4], 4],
    [[4, 1, 2, 9], 3],
  ])('of %j is %j', (values, middle) => expect(median(values)).toBe(middle))
})

describe('real runs', () => {
  it.each(['run-laps.fit', 'run-developer-fields.fit'])('%s says something a human can have', (name) => {
    const { sport, channels } = firstOf(name)
    const found = vo2Max(aerobic(firstOf(name)), sport, { ...runner, ageYears: 35 })
    if (!channels.heartRateBpm) return
    expect(found?.mlPerKgPerMin).toBeGreaterThan(25)
    expect(found?.mlPerKgPerMin).toBeLessThan(80)
  })
})

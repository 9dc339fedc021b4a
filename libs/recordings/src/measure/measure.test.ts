import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findPauses } from '../parse/pauses.ts'
import { at, NO_TOTALS, type Recording } from '../recording.ts'
import { firstOf } from '../testing/fixtures.ts'
import { climbing } from './elevation.ts'
import { gradientCost } from './grade-adjusted.ts'
import { measure } from './measure.ts'
import { curveDurations, meanMaximal, normalizedPower, oneHertz } from './power.ts'

const column = (length: number, value: (i: number) => number): Float64Array => Float64Array.from({ length }, (_, i) => value(i))

/** A recording with one sample per second, unless `timeSeconds` is given. */
function recording(overrides: Partial<Recording> & { sampleCount: number }): Recording {
  const timeSeconds = overrides.timeSeconds ?? column(overrides.sampleCount, (i) => i)
  return {
    sport: 'RIDE',
    startedAtMs: Date.UTC(2026, 4, 1, 10),
    name: null,
    device: null,
    utcOffsetSeconds: null,
    timeSeconds,
    channels: {},
    pauses: findPauses(timeSeconds, [], false),
    hasTimerEvents: false,
    laps: [],
    totals: NO_TOTALS,
    ...overrides,
  }
}

describe('power', () => {
  const series = (...parts: [seconds: number, watts: number][]): Float64Array[] => [
    Float64Array.from(parts.flatMap(([seconds, watts]) => new Array<number>(seconds).fill(watts))),
  ]
  it('normalizes the worked values', () => {
    expect(normalizedPower(series([600, 100], [600, 300]))).toBeCloseTo(252.378, 3)
    const intervals = Array.from({ length: 20 }, () => [[30, 400] as [number, number], [30, 100] as [number, number]]).flat()
    expect(normalizedPower(series(...intervals))).toBeCloseTo(287.501, 3)
  })
  it('has none under 30 s', () => {
    expect(normalizedPower(series([29, 300]))).toBeNull()
    expect(normalizedPower(series([30, 300]))).toBeCloseTo(300, 9)
  })
  it('carries a value for 3 s, then it is 0; no window crosses a pause', () => {
    const time = Float64Array.of(0, 1, 4, 9, 10)
    const watts = Float64Array.of(100, 110, 120, 130, Number.NaN)
    expect([...(oneHertz(time, watts, [{ first: 0, last: 4 }])[0] ?? [])]).toEqual([
      100, 110, 110, 110, 120, 120, 120, 120, 0, 130, 130,
    ])
    const halves = [...series([20, 300]), ...series([20, 300])]
    expect(meanMaximal(halves, [20, 21])).toEqual([{ seconds: 20, value: 300 }])
    expect(normalizedPower(halves)).toBeNull()
  })
  it('curves never rise, and hold every duration people ask for', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1500 }), { minLength: 1, maxLength: 400 }), (watts) => {
        const stretch = Float64Array.from(watts)
        const curve = meanMaximal([stretch], curveDurations(watts.length))
        for (let i = 1; i < curve.length; i++) expect(curve[i]?.value).toBeLessThanOrEqual(curve[i - 1]?.value ?? 0)
        expect(curve[0]?.value).toBeCloseTo(Math.max(...watts), 9)
      }),
    )
    expect(curveDurations(5000)).toEqual(expect.arrayContaining([1, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600, 5000]))
    expect(curveDurations(7)).toEqual([1, 2, 3, 4, 5, 6, 7])
  })
  it('is what the definition says, where nothing is bent', () => {
    const stretch = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 900 })), { minLength: 1, maxLength: 300 })
    fc.assert(
      fc.property(fc.array(stretch, { minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 150 }), (series, seconds) => {
        const means = series.flatMap((watts) =>
          watts.slice(seconds - 1).map((_, i) => watts.slice(i, i + seconds).reduce((sum, each) => sum + each, 0) / seconds),
        )
        const curve = meanMaximal(
          series.map((watts) => Float64Array.from(watts)),
          [seconds],
        )
        expect(curve).toEqual(means.length > 0 ? [{ seconds, value: expect.closeTo(Math.max(...means), 9) }] : [])
      }),
    )
  })
})

describe('a power curve', () => {
  it.each([
    ['a minute apart', 60, true],
    ['a quarter of an hour apart', 900, false],
  ])('of samples %s', (_, apart, isThere) => {
    const timeSeconds = column(50, (i) => i * apart)
    const measured = measure(recording({ sampleCount: 50, timeSeconds, channels: { powerWatts: column(50, () => 200) } }))
    expect(measured.powerCurve !== null).toBe(isThere)
  })
})

describe('gradientCost', () => {
  it.each([
    [-0.2, 0.5],
    [-0.1, 0.5977],
    [0.1, 1.6578],
    [0.2, 2.5019],
  ])('at %d is %d of the flat', (gradient, share) => expect(gradientCost(gradient) / 3.6).toBeCloseTo(share, 4))
  it('is held beyond 45 %', () => expect(gradientCost(2)).toBe(gradientCost(0.45)))
})

describe('climbing', () => {
  const zigzag = (...values: number[]) => climbing(Float64Array.from(values), 0, values.length - 1)
  it('counts a rise whole once a turn exceeds 3 m', () => {
    expect(zigzag(0, 2, 0, 2, 0, 3)).toEqual({ gainMeters: 0, lossMeters: 0 })
    expect(zigzag(0, 5, 3, 9, 1)).toEqual({ gainMeters: 9, lossMeters: 8 })
    expect(zigzag(0, 5, 1, 9)).toEqual({ gainMeters: 13, lossMeters: 4 })
    expect(zigzag(10, Number.NaN, 4, 4, 20)).toEqual({ gainMeters: 16, lossMeters: 6 })
  })
  it('gain less loss is the rise from end to end, to the turns left out', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1 }), (values) => {
        const { gainMeters, lossMeters } = zigzag(...values)
        expect(Math.abs(gainMeters - lossMeters - ((values.at(-1) ?? 0) - (values[0] ?? 0)))).toBeLessThanOrEqual(6)
      }),
    )
  })
})

describe('distance', () => {
  const total = (...meters: number[]): number =>
    measure(recording({ sampleCount: meters.length, channels: { distanceMeters: Float64Array.from(meters) } })).distanceMeters
  it('is the device’s own, repaired to be non-decreasing', () => {
    expect(total(1, 5, 10, 9, 15)).toBe(15)
    expect(total(1, 5, Number.NaN, 15, Number.NaN)).toBe(15)
    expect(total(1, 5, 5000, 10, 15, 20)).toBe(20)
    expect(total(1, 500, 0, 505, 510)).toBe(510)
  })
  it('goes on over a counter that begins again, and takes off what was counted before', () => {
    expect(total(100, 400, 800, 0, 5, 10, 15, 20)).toBe(820)
    expect(total(50_000, 50_005, 50_010)).toBe(10)
    const late = recording({
      sampleCount: 3,
      channels: { distanceMeters: Float64Array.of(1500, 1505, 1510) },
      totals: { ...NO_TOTALS, distanceMeters: 1512 },
    })
    expect(measure(late).distanceMeters).toBe(1510)
  })
  it('goes on over a jump nobody can have made, and says so', () => {
    expect(total(0, 5, 42_949_672, 42_949_677, 42_949_682)).toBe(15)
    expect(total(0, 5, 10, 42_949_672)).toBe(10)
    const ride = column(7200, (i) => i * 8 + (i > 3600 ? 300_000 : 0))
    const { distanceMeters, warnings } = measure(recording({ sampleCount: 7200, channels: { distanceMeters: ride } }))
    expect(distanceMeters).toBe(7198 * 8)
    expect(warnings).toEqual([
      { code: 'IMPOSSIBLE_DISTANCES', message: expect.stringMatching(/^1 jumps of the distance/), count: 1 },
    ])
  })
  it('of what falls, or flies, at 90 m/s is what the counter says', () => {
    const fall = column(60, (i) => i * 90)
    expect(measure(recording({ sampleCount: 60, channels: { distanceMeters: fall } }))).toMatchObject({
      distanceMeters: 59 * 90,
      warnings: [],
    })
  })
  const tunnel = (timeSeconds: Float64Array, distanceMeters: Float64Array): number =>
    measure(recording({ sampleCount: timeSeconds.length, timeSeconds, channels: { distanceMeters } })).distanceMeters
  it('counts a tunnel whole by its speed, whether the samples were missing or the counter stood still', () => {
    expect(tunnel(Float64Array.of(0, 1, 600, 601), Float64Array.of(0, 10, 15_000, 15_010))).toBe(15_010)
    const stood = column(602, (i) => (i <= 1 ? i * 10 : i < 600 ? 10 : 15_000))
    expect(
      tunnel(
        column(602, (i) => i),
        stood,
      ),
    ).toBe(15_000)
    // The other side of the globe in ten minutes.
    expect(tunnel(Float64Array.of(0, 1, 600, 601), Float64Array.of(0, 10, 20_000_000, 20_000_010))).toBe(20)
    const far = { latitude: Float64Array.of(47, 47, 47.9, 47.9), longitude: Float64Array.of(8, 8, 8, 8) }
    const train = (seconds: number) =>
      measure(recording({ sampleCount: 4, timeSeconds: Float64Array.of(0, 1, seconds, seconds + 1), channels: far }))
    expect(train(3000).distanceMeters).toBeCloseTo(100_075, -1)
    expect(train(900)).toMatchObject({ distanceMeters: 0, warnings: [{ code: 'IMPOSSIBLE_DISTANCES', count: 1 }] })
  })
  it('of a counter that says anything is no more than somebody can have covered', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 600 }), fc.double({ min: 0, max: 1e8, noNaN: true })), { minLength: 1 }),
        (rows) => {
          let second = -1
          const timeSeconds = Float64Array.from(rows, ([seconds], i) => (second += i === 0 ? 1 : seconds))
          const distanceMeters = Float64Array.from(rows, ([, meters]) => meters)
          const measured = measure(recording({ sampleCount: rows.length, timeSeconds, channels: { distanceMeters } }))
          expect(measured.distanceMeters).toBeLessThanOrEqual(2000 + 100 * second)
          const along = measured.derived.distanceMeters ?? new Float64Array()
          for (let i = 1; i < along.length; i++) expect(at(along, i)).toBeGreaterThanOrEqual(at(along, i - 1))
        },
      ),
    )
  })
  it('of positions all over the globe is none', () => {
    // In pairs, so that each position has a plausible neighbour.
    const latitude = column(4000, (i) => (i % 4 < 2 ? 60 : -60))
    const measured = measure(recording({ sampleCount: 4000, channels: { latitude, longitude: column(4000, () => 8) } }))
    expect(measured).toMatchObject({ distanceMeters: 0, splits: { kilometers: [], miles: [] } })
  })
  it('of more than ten thousand kilometres is not cut into splits', () => {
    const timeSeconds = column(40, (i) => i * 3000)
    const days = (metersPerSample: number) =>
      measure(recording({ sampleCount: 40, timeSeconds, channels: { distanceMeters: column(40, (i) => i * metersPerSample) } }))
    expect(days(250_000).splits.kilometers).toHaveLength(9750)
    expect(days(260_000)).toMatchObject({ distanceMeters: 10_140_000, splits: { kilometers: [], miles: [] } })
  })
  it('is the haversine sum over every pair of positions, gaps included, without a device’s', () => {
    const latitude = Float64Array.of(47, 47.0001, 47.0002, 47.001)
    const timeSeconds = Float64Array.of(0, 1, 2, 40)
    const ride = recording({ sampleCount: 4, timeSeconds, channels: { latitude, longitude: column(4, () => 8) } })
    const measured = measure(ride)
    expect(measured.distanceMeters).toBeCloseTo(111.195, 2)
    expect(measured.pauses).toEqual([{ startSeconds: 2, endSeconds: 40 }])
    expect(measured.movingSeconds).toBe(2)
    expect(measured.timeZone).toBe('Europe/Zurich')
  })
  it('ignores a counter that stood at 0 beside positions that moved', () => {
    const latitude = column(10, (i) => 47 + i * 1e-4)
    const channels = { latitude, longitude: column(10, () => 8), distanceMeters: column(10, () => 0) }
    expect(measure(recording({ sampleCount: 10, channels })).distanceMeters).toBeCloseTo(100.08, 1)
  })
})

describe('moving time', () => {
  it('takes off standing still, and pauses', () => {
    const meters = column(100, (i) => (i < 40 ? i * 6 : i < 60 ? 240 : 240 + (i - 60) * 6))
    const measured = measure(recording({ sampleCount: 100, channels: { distanceMeters: meters } }))
    expect(measured.movingSeconds).toBeGreaterThanOrEqual(79)
    expect(measured.movingSeconds).toBeLessThanOrEqual(84)
    expect(measured.maxSpeedMps).toBeCloseTo(6, 9)
  })
  it('is the timer without position or distance', () => {
    const totals = { ...NO_TOTALS, timerSeconds: 88.4 }
    const measured = measure(recording({ sampleCount: 100, totals, channels: { heartRateBpm: column(100, () => 120) } }))
    expect(measured).toMatchObject({ movingSeconds: 88.4, distanceMeters: 0, averageSpeedMps: null, route: null, timeZone: null })
  })
})

describe('a distance that stands still and catches up at once', () => {
  /** Metres at a steady pace that repeat for a while. */
  const frozen = (speed: number, from: number, seconds: number) => (i: number) =>
    speed * (i > from && i < from + seconds ? from : i)
  const run = (meters: (i: number) => number) =>
    measure(recording({ sampleCount: 3601, sport: 'RUN', channels: { distanceMeters: column(3601, meters) } }))

  it('was covered evenly: no records, no load and no speed of the jump', () => {
    const measured = run(frozen(3, 1000, 120))
    expect(measured).toMatchObject({ distanceMeters: 10_800, movingSeconds: 3600, warnings: [] })
    expect(measured.maxSpeedMps).toBeCloseTo(3, 9)
    expect(measured.statistics.normalizedGradeAdjustedSpeedMps).toBeCloseTo(3, 9)
    for (const { distanceMeters, elapsedSeconds } of measured.bestEfforts)
      expect(elapsedSeconds).toBeCloseTo(distanceMeters / 3, 6)
    for (const split of measured.splits.kilometers) expect(split.averageSpeedMps).toBeCloseTo(3, 9)
  })
  it('is evened out of positions that were repeated, too', () => {
    const onTheWay = (sport: 'RUN' | 'RIDE', meters: (i: number) => number) => {
      const latitude = column(1800, (i) => 47 + meters(i) / 111_195)
      return measure(recording({ sampleCount: 1800, sport, channels: { latitude, longitude: column(1800, () => 8) } }))
    }
    const [best] = onTheWay('RUN', frozen(3, 500, 60)).bestEfforts
    expect(best?.elapsedSeconds).toBeCloseTo(400 / 3, 1)
    expect(onTheWay('RIDE', frozen(8, 500, 20)).maxSpeedMps).toBeCloseTo(8, 2)
  })
  it('is not evened out where somebody stood, and went on at a pace of the sport', () => {
    const measured = run((i) => 3 * Math.min(i, Math.max(1000, i - 120)))
    expect(measured.distanceMeters).toBe(3 * 3480)
    expect(Math.abs(measured.movingSeconds - 3480)).toBeLessThan(6)
    expect(at(measured.derived.distanceMeters ?? new Float64Array(), 1100)).toBe(3000)
  })
  it('is evened out wherever it stood, and however long', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 6, max: 500 }), (from, seconds) => {
        const { bestEfforts, distanceMeters } = run(frozen(3, from, seconds))
        expect(distanceMeters).toBeCloseTo(10_800, 6)
        expect(bestEfforts[0]?.elapsedSeconds).toBeCloseTo(400 / 3, 6)
      }),
      { numRuns: 20 },
    )
  })
})

describe('laps without position or distance', () => {
  it('move by the timer’s word as the whole does, and never for longer than they last', () => {
    const lap = (startSeconds: number, endSeconds: number, timerSeconds: number | null) => ({
      ...NO_TOTALS,
      ...{ startSeconds, endSeconds, timerSeconds },
    })
    const rowed = (...laps: ReturnType<typeof lap>[]) =>
      measure(recording({ sampleCount: 100, laps, totals: { ...NO_TOTALS, timerSeconds: 80.5 } })).laps.map(
        (each) => each.movingSeconds,
      )
    expect(rowed(lap(0, 50, 40.25), lap(50, 99, 40.25))).toEqual([40.25, 40.25])
    expect(rowed(lap(0, 50, null), lap(50, 99, 4e6))).toEqual([50, 49])
    expect(rowed(lap(0, 99, null))).toEqual([80.5])
  })
})

describe('what the device counted', () => {
  const counting = (timerSeconds: number) => {
    const lap = { ...NO_TOTALS, startSeconds: 0, endSeconds: 99, elapsedSeconds: timerSeconds }
    return measure(recording({ sampleCount: 100, laps: [lap], totals: { ...NO_TOTALS, timerSeconds } }))
  }
  it('counts where it can be, up to a minute beyond the last sample', () => {
    expect(counting(130.25)).toMatchObject({ timerSeconds: 130.25, movingSeconds: 99, laps: [{ elapsedSeconds: 130.25 }] })
    expect(counting(4_294_967.294)).toMatchObject({ timerSeconds: 99, movingSeconds: 99, laps: [{ elapsedSeconds: 99 }] })
  })
})

describe('splits and laps', () => {
  const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.double({ min: 0, max: 400, noNaN: true })), {
    minLength: 2,
    maxLength: 200,
  })
  const walked = (pieces: [number, number][]): Recording => {
    let [second, meters] = [0, 0]
    const rows = pieces.map(([seconds, further], i) => {
      if (i > 0) second += seconds
      meters += further
      return [second, meters] as const
    })
    return recording({
      sampleCount: rows.length,
      timeSeconds: Float64Array.from(rows, ([time]) => time),
      channels: {
        distanceMeters: Float64Array.from(rows, ([, distance]) => distance),
        altitudeMeters: column(rows.length, (i) => Math.sin(i) * 30),
      },
      pauses: [],
    })
  }
  it('splits sum to the whole', () => {
    fc.assert(
      fc.property(steps, (pieces) => {
        const measured = measure(walked(pieces))
        for (const splits of [measured.splits.kilometers, measured.splits.miles]) {
          if (splits.length === 0) continue
          expect(splits.reduce((sum, split) => sum + split.distanceMeters, 0)).toBeCloseTo(measured.distanceMeters, 6)
          expect(splits.reduce((sum, split) => sum + split.movingSeconds, 0)).toBeCloseTo(measured.movingSeconds, 6)
          expect(splits.every((split) => Number.isFinite(split.averageSpeedMps) && split.distanceMeters > 0)).toBe(true)
        }
      }),
    )
  })
  it.each(['ride-power-laps.fit', 'ride-with-pauses.fit', 'run-laps.fit', 'ride-three-formats.tcx.gz'])(
    'laps of %s agree with the whole and with the device',
    (name) => {
      const ride = firstOf(name)
      const { laps, distanceMeters, movingSeconds } = measure(ride)
      const sum = (key: 'distanceMeters' | 'movingSeconds'): number => laps.reduce((total, lap) => total + lap[key], 0)
      expect(Math.abs(sum('distanceMeters') / distanceMeters - 1)).toBeLessThan(0.005)
      expect(Math.abs(sum('movingSeconds') / movingSeconds - 1)).toBeLessThan(0.005)
      for (const [i, lap] of laps.entries())
        expect(Math.abs(lap.distanceMeters - (ride.laps[i]?.distanceMeters ?? 0))).toBeLessThan(40)
    },
  )
})

describe('a clock that was wrong', () => {
  it('changes no duration and no distance', () => {
    const ride = firstOf('ride-with-pauses.fit')
    const before = measure(ride)
    fc.assert(
      fc.property(fc.integer({ min: -5, max: 5 }), (years) => {
        const after = measure({ ...ride, startedAtMs: ride.startedAtMs + years * 31_557_600_000 })
        expect(after.laps).toEqual(before.laps)
        expect([after.elapsedSeconds, after.movingSeconds, after.distanceMeters]).toEqual([
          before.elapsedSeconds,
          before.movingSeconds,
          before.distanceMeters,
        ])
      }),
      { numRuns: 3 },
    )
  })
})

describe('measure', () => {
  it('measures a single sample, and one of nothing but time', () => {
    const one = measure(recording({ sampleCount: 1 }))
    expect(one).toMatchObject({ distanceMeters: 0, elapsedSeconds: 0, movingSeconds: 0, elevationGainMeters: null, laps: [] })
    const here = { latitude: Float64Array.of(47), longitude: Float64Array.of(8), altitudeMeters: Float64Array.of(400) }
    const placed = measure(recording({ sampleCount: 1, channels: here }))
    expect(placed.route).toMatchObject({ start: [47, 8], end: [47, 8], southWest: [47, 8] })
    expect(placed.elevationGainMeters).toBe(0)
  })
  it('does not change the recording', () => {
    const ride = firstOf('run-laps.fit')
    const before = structuredClone(ride)
    measure(ride)
    expect(ride).toEqual(before)
  })
  it('leaves a spike out of route and distance, and says so', () => {
    const latitude = column(60, (i) => 47 + i * 5e-5)
    latitude[30] = 47.5
    const measured = measure(recording({ sampleCount: 60, channels: { latitude, longitude: column(60, () => 8) } }))
    expect(measured.distanceMeters).toBeCloseTo(59 * 5.55975, 1)
    expect(measured.warnings).toEqual([
      { code: 'IMPOSSIBLE_POSITIONS', message: '1 positions nobody can have reached were left out.', count: 1 },
    ])
    expect(measured.derived.latitude?.[30]).toBeNaN()
    expect(measured.route?.northEast[0]).toBeLessThan(47.1)
  })
  it('shows the gradient of a steady climb', () => {
    const channels = { distanceMeters: column(300, (i) => i * 3), altitudeMeters: column(300, (i) => 400 + i * 0.3) }
    const { derived, elevationGainMeters } = measure(recording({ sampleCount: 300, sport: 'RUN', channels }))
    // From the first sample to the last: a mean of one side only belongs to a place further inside.
    for (const gradient of derived.gradient ?? [Number.NaN]) expect(gradient).toBeCloseTo(0.1, 6)
    expect(elevationGainMeters).toBeGreaterThan(85)
  })
})

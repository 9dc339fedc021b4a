import { describe, expect, it } from 'vitest'
import { measure } from '../measure/measure.ts'
import { sampleColumns } from '../store/chunks.ts'
import { firstOf } from '../testing/fixtures.ts'
import { PROPULSION_FEATURES, type PropulsionColumns, propulsionFeatures } from './features.ts'
import { hasPropulsion, otherPropulsion, propulsionOf, propulsionQuestion } from './propulsion.ts'

const FEATURES = Object.keys(PROPULSION_FEATURES).length

const columnsOf = (name: string): PropulsionColumns => {
  const recording = firstOf(name)
  return sampleColumns(recording, measure(recording))
}
const named = (features: readonly number[] | null) => {
  const names = Object.keys(PROPULSION_FEATURES)
  return Object.fromEntries(names.map((name, place) => [name, features?.[place]])) as Record<
    keyof typeof PROPULSION_FEATURES,
    number
  >
}

/** So many seconds at this speed, with what a second adds to it. */
const moved = (seconds: number, speedOf: (second: number) => number, more: PropulsionColumns = {}): PropulsionColumns => {
  const timeSeconds = Float64Array.from({ length: seconds }, (_, second) => second)
  return { timeSeconds, speedMps: timeSeconds.map(speedOf), ...more }
}

describe('propulsionFeatures', () => {
  it('are those of a steady ride on a slope', () => {
    const even = moved(400, () => 5)
    const gradient = new Float64Array(400).fill(0.05)
    const heartRateBpm = new Float64Array(400).fill(150)
    const cadenceRpm = Float64Array.from({ length: 400 }, (_, second) => (second % 4 === 0 ? 0 : 80))
    const features = named(propulsionFeatures({ ...even, gradient, heartRateBpm, cadenceRpm }))
    expect(features).toMatchObject({
      slowSpeedMps: 5,
      fastSpeedMps: 5,
      fastestMinuteMps: 5,
      speedVariation: 0,
      stopsPerKilometer: 0,
      flatSpeedMps: Number.NaN,
      climbSpeedMps: 5,
      heartRateBpm: 150,
      heartRateSpreadBpm: 0,
      cadenceRpm: 80,
      powerShare: Number.NaN,
    })
    expect(features.turningShare).toBeCloseTo(0.75, 2)
    // 5 m/s * (9.81 * (0.05 + 0.006) + 0.24 / 85 * 25) W for each kg.
    expect(features.climbWattsPerKg).toBeCloseTo(3.1, 1)
  })

  it('counts halts, and what a vehicle gains and loses', () => {
    const drive = moved(600, (second) => Math.min(14, 2 * (second % 100), second % 100 > 85 ? 0 : 14))
    const features = named(propulsionFeatures(drive))
    // Five times it comes to a halt, and at the end it stands.
    expect(features.stopsPerKilometer).toBeCloseTo(
      6 / ((drive.speedMps ?? new Float64Array()).reduce((sum, speed) => sum + speed, 0) / 1000),
      1,
    )
    expect(features.fastSpeedMps).toBe(14)
    expect(features.acceleration).toBeGreaterThan(0.5)
  })

  it('say where a motor gives up, how it climbs, and what the heart makes of it', () => {
    const seconds = 1800
    const gradientAt = (second: number): number => (second % 600 < 300 ? 0 : 0.06)
    const gradient = Float64Array.from({ length: seconds }, (_, second) => gradientAt(second))
    const ridden = (flat: number, climb: number, beats: (second: number) => number) =>
      named(
        propulsionFeatures({
          ...moved(seconds, (second) => (gradientAt(second) === 0 ? flat : climb)),
          gradient,
          heartRateBpm: Float64Array.from({ length: seconds }, (_, second) => beats(second)),
        }),
      )
    const assisted = ridden(6.9, 6, () => 105)
    const legs = ridden(8.5, 3.5, (second) => (gradientAt(second) === 0 ? 130 : 165))
    expect(assisted).toMatchObject({ at25Share: 0.5, above25Share: 0, at32Share: 0, hardestFiveMinutesHeartRateBpm: 105 })
    expect(legs).toMatchObject({ at25Share: 0, above25Share: 0.5, at32Share: 0.5 })
    // 6 m/s uphill need 6 * (9.81 * 0.066 + 0.1) W/kg, which nobody has at that heart rate.
    expect(assisted.hardestFiveMinutesWattsPerKg).toBeCloseTo(4.5, 1)
    expect(assisted.beatsPerWatt).toBeCloseTo(0, 5)
    expect(assisted.beatsAtTwoWatts).toBeCloseTo(105, 5)
    expect(Math.abs(legs.climbSlowing)).toBeGreaterThan(4 * Math.abs(assisted.climbSlowing))
  })

  it('say how fast it leaves a standstill, and nothing of what never stands', () => {
    const starting = moved(600, (second) => Math.min(6, second % 60))
    expect(named(propulsionFeatures(starting)).startGain).toBeCloseTo(1, 5)
    expect(named(propulsionFeatures(moved(600, () => 6))).startGain).toBeNaN()
  })

  it('are nearly the same for a piece as for the recording of that piece alone', () => {
    const ride = columnsOf('ride-power-laps.fit')
    const [from, to] = [720, 900]
    const inside = (ride.timeSeconds ?? new Float64Array()).map((second) => (second >= from && second <= to ? 1 : 0))
    const cut = (column?: Float64Array) => column?.filter((_, i) => inside[i] === 1)
    const part = {
      timeSeconds: cut(ride.timeSeconds)?.map((second) => second - from),
      speedMps: cut(ride.speedMps),
      gradient: cut(ride.gradient),
      heartRateBpm: cut(ride.heartRateBpm),
      cadenceRpm: cut(ride.cadenceRpm),
      powerWatts: cut(ride.powerWatts),
    } as PropulsionColumns
    const piece = propulsionQuestion(ride)?.pieces.find(({ startSeconds }) => startSeconds === from)
    const [ofPiece, ofPart] = [named(piece?.features ?? null), named(propulsionFeatures(part))]
    // The speed and the gradient at its ends are those of the ride around it.
    for (const name of [
      'slowSpeedMps',
      'middleSpeedMps',
      'fastSpeedMps',
      'fastestMinuteMps',
      'heartRateBpm',
      'cadenceRpm',
    ] as const) {
      expect(ofPiece[name]).toBeGreaterThan(0)
      expect(Math.abs(ofPiece[name] / ofPart[name] - 1)).toBeLessThan(0.03)
    }
  })

  it('tell a real run from a real ride', () => {
    const [run, ride] = [
      named(propulsionFeatures(columnsOf('run-laps.fit'))),
      named(propulsionFeatures(columnsOf('ride-power-laps.fit'))),
    ]
    expect(run.fastSpeedMps).toBeLessThan(6)
    expect(ride.fastSpeedMps).toBeGreaterThan(8)
    expect(ride.powerShare).toBeGreaterThan(0.5)
    expect(ride.powerShare).toBeLessThan(1.5)
  })

  it.each([
    ['nothing', {}],
    ['no speed', { timeSeconds: new Float64Array(500) }],
    ['no samples', { timeSeconds: new Float64Array(), speedMps: new Float64Array() }],
    ['half a minute', moved(30, () => 5)],
    ['what stands still', moved(900, () => 0)],
    ['samples a minute apart', { timeSeconds: Float64Array.of(0, 60, 120, 180), speedMps: Float64Array.of(5, 5, 5, 5) }],
  ])('are none of %s', (_name, columns) => {
    expect(propulsionFeatures(columns)).toBeNull()
  })

  it('of a recording of years take no more than its first days', () => {
    const timeSeconds = Float64Array.from({ length: 40_000 }, (_, i) => i * 30)
    expect(propulsionFeatures({ timeSeconds, speedMps: timeSeconds.map(() => 3) })).toHaveLength(FEATURES)
    const years = Float64Array.of(0, 20, 40, 60, 80, 3e8)
    expect(propulsionFeatures({ timeSeconds: years, speedMps: years.map(() => 3) })).toHaveLength(FEATURES)
  })
})

describe('what a model says of a recording', () => {
  const question = propulsionQuestion(moved(1850, () => 6))
  const pieces = question?.pieces ?? []
  const said = (vehicle: (piece: number) => number) =>
    propulsionOf(question ?? { whole: [], pieces: [] }, 'propulsion@1', (features) => {
      const piece = pieces.findIndex((one) => one.features === features)
      return piece === -1 ? [0.1, 0.20049, 0.3, 0.39951] : [0, 0, 0, vehicle(piece)]
    })

  it('is about the whole and each three minutes', () => {
    expect(pieces.map(({ startSeconds, endSeconds }) => [startSeconds, endSeconds]).slice(0, 2)).toEqual([
      [0, 180],
      [180, 360],
    ])
    expect(pieces).toHaveLength(10)
    expect(said(() => 0)).toEqual({ model: 'propulsion@1', foot: 0.1, bike: 0.2, eBike: 0.3, vehicle: 0.4 })
  })

  it('has drives where two pieces in a row are as good as certain', () => {
    expect(said((piece) => ([2, 5, 6, 7, 9].includes(piece) ? 0.98 : 0.9)).drives).toEqual([
      { startSeconds: 900, endSeconds: 1440 },
    ])
    expect(said(() => 1).drives).toEqual([{ startSeconds: 0, endSeconds: 1800 }])
  })

  it('asks about a hundred pieces at most', () => {
    const timeSeconds = Float64Array.from({ length: 8_000 }, (_, i) => i * 20)
    const long = propulsionQuestion({ timeSeconds, speedMps: timeSeconds.map(() => 3) })
    expect(long?.pieces.length).toBeLessThanOrEqual(100)
    expect(propulsionQuestion({})).toBeNull()
  })

  it('counts from the probability that was chosen for its model', () => {
    const other = (model: string, by: object) => otherPropulsion('RIDE', { model, foot: 0, bike: 0, eBike: 0, vehicle: 0, ...by })
    expect([other('propulsion@2', { eBike: 0.9 }), other('propulsion@2', { eBike: 0.89 })]).toEqual(['E_BIKE', null])
    expect([other('propulsion@1', { eBike: 0.98 }), other('propulsion@1', { eBike: 0.97 })]).toEqual(['E_BIKE', null])
    expect([other('propulsion@2', { vehicle: 0.9 }), other('propulsion@1', { vehicle: 0.94 })]).toEqual(['MOTOR_VEHICLE', null])
  })

  it('is asked for on foot and on wheels outdoors', () => {
    expect((['RUN', 'HIKE', 'RIDE', 'E_BIKE_RIDE'] as const).every(hasPropulsion)).toBe(true)
    expect((['VIRTUAL_RIDE', 'VIRTUAL_RUN', 'SKI', 'ROW', 'YOGA', 'OTHER'] as const).some(hasPropulsion)).toBe(false)
  })
})

import { describe, expect, it } from 'vitest'
import { keepsPromises } from '../fuzz/promises.ts'
import { fitFile, type Message, measured, spanned, sums, when } from '../testing/fit-file.ts'
import { firstOf } from '../testing/fixtures.ts'
import { measure } from './measure.ts'

interface Swim {
  readonly pool: number | null
  /** The lengths of each lap: seconds of swimming, or of rest when negative. */
  readonly laps: readonly (readonly number[])[]
  readonly total?: number
  readonly lapTotal?: (swum: number, lap: number) => number | null
  readonly records?: 'HEART_RATE' | 'STEPS' | 'NONE'
  readonly withLengths?: boolean
  readonly length?: Record<string, unknown>
  readonly session?: Record<string, unknown>
  readonly start?: number
}

/** A pool swim as watches write it. */
function swim({ pool, laps, total, lapTotal, records = 'HEART_RATE', withLengths = true, length, session, start = 0 }: Swim) {
  const messages: Message[] = []
  const walls: number[] = []
  const parts: Message[] = []
  let now = start
  for (const [i, lap] of laps.entries()) {
    const begin = now
    for (const seconds of lap) {
      const lasted = Math.abs(seconds)
      const fields =
        seconds > 0 ? { lengthType: 'active', swimStroke: 'freestyle', totalStrokes: 12, ...length } : { lengthType: 'idle' }
      if (withLengths)
        parts.push(['LENGTH', { timestamp: when(now + lasted), startTime: when(now), totalElapsedTime: lasted, ...fields }])
      now += lasted
      if (seconds > 0) walls.push(now)
    }
    const swum = lap.filter((seconds) => seconds > 0).length
    const meters = lapTotal ? lapTotal(swum, i) : swum * (pool ?? 25)
    parts.push(spanned('LAP', begin, now - begin, meters))
  }
  for (let second = start; second <= now; second += records === 'STEPS' ? 1 : 20) {
    const distance = walls.filter((wall) => wall <= second).length * (pool ?? 25)
    if (records !== 'NONE')
      messages.push(['RECORD', { timestamp: when(second), heartRate: 120, ...(records === 'STEPS' && { distance }) }])
  }
  const meters = total ?? walls.length * (pool ?? 25)
  const own = { sport: 'swimming', subSport: 'lapSwimming', ...(pool !== null && { poolLength: pool }), ...session }
  return [...messages, ...parts, spanned('SESSION', start, now - start, meters, own)]
}

const SET = [[26, 27, 26, 27], [-20], [26, 27, 26, 27], [-20]]

describe('a pool swim', () => {
  it.each([
    ['25 m', 25],
    ['50 m', 50],
    ['25 yd', 22.86],
    ['33 1/3 m', 33.33],
  ])('of %s is lengths times the pool, in its laps and as a whole, whatever its records say', (_, pool) => {
    for (const records of ['HEART_RATE', 'STEPS', 'NONE'] as const) {
      const bytes = fitFile(swim({ pool, laps: SET, records }))
      expect(keepsPromises(bytes)).toBe(1)
      const { first } = measured(bytes)
      expect(first.distanceMeters).toBeCloseTo(8 * pool, 5)
      expect([first.elapsedSeconds, Math.round(first.movingSeconds)]).toEqual([252, 212])
      expect(sums(first.laps)).toEqual([
        [4 * pool, 106],
        [0, 0],
        [4 * pool, 106],
        [0, 0],
      ])
      expect(first.averageSpeedMps).toBeCloseTo((8 * pool) / 212, 5)
      expect(first.pool?.lengthMeters).toBe(pool)
      expect(first.pool?.lengths).toHaveLength(10)
      expect(first.pool?.lengths[1]).toEqual({
        index: 1,
        startSeconds: 26,
        elapsedSeconds: 27,
        isRest: false,
        stroke: 'FREESTYLE',
        strokes: 12,
        swolf: 39,
        distanceMeters: pool,
      })
      expect(first.pool?.lengths[4]).toMatchObject({ isRest: true, stroke: null, strokes: null, swolf: null, distanceMeters: 0 })
    }
  })
  it('rests within a lap', () => {
    const { first } = measured(fitFile(swim({ pool: 50, laps: [[48, -22], [48, -22], [49]] })))
    expect(sums(first.laps)).toEqual([
      [50, 48],
      [50, 48],
      [50, 49],
    ])
    expect(Math.round(first.movingSeconds)).toBe(145)
  })
  it('believes lengths and laps where the session has another total, and laps and session where lengths were not counted', () => {
    for (const total of [0, 175, 4000])
      expect(measured(fitFile(swim({ pool: 25, laps: SET, total }))).first.distanceMeters).toBe(200)
    const drill = swim({
      pool: 25,
      laps: [[26, 27], [110], [26, 27]],
      lapTotal: (swum, lap) => (lap === 1 ? 100 : swum * 25),
      total: 200,
    })
    const { first } = measured(fitFile(drill))
    expect(sums(first.laps)).toEqual([
      [50, 53],
      [100, 110],
      [50, 53],
    ])
    expect(first.distanceMeters).toBe(200)
  })
  it('knows the pool by the metres of all where nobody names it, and yards that were written as metres', () => {
    expect(measured(fitFile(swim({ pool: null, laps: SET }))).first.pool?.lengthMeters).toBe(25)
    const yards = swim({ pool: 22.86, laps: SET, session: { poolLength: 25, poolLengthUnit: 'statute' } })
    expect(measured(fitFile(yards)).first).toMatchObject({
      distanceMeters: expect.closeTo(182.88, 5),
      pool: { lengthMeters: 22.86 },
    })
  })
  it('counts no strokes where the device counted none, and knows strokes by their names', () => {
    for (const totalStrokes of [0, undefined]) {
      const { first } = measured(fitFile(swim({ pool: 25, laps: SET, length: { totalStrokes, swimStroke: 'drill' } })))
      expect(first.pool?.lengths[0]).toMatchObject({ stroke: 'DRILL', strokes: null, swolf: null })
    }
    for (const [swimStroke, stroke] of [
      ['backstroke', 'BACKSTROKE'],
      ['im', 'MEDLEY'],
      ['mixed', 'MIXED'],
      [undefined, 'UNKNOWN'],
    ])
      expect(measured(fitFile(swim({ pool: 25, laps: SET, length: { swimStroke } }))).first.pool?.lengths[0]?.stroke).toBe(stroke)
  })
  it('without lengths has the metres of its laps, and stands after the last wall of each', () => {
    for (const [laps, seconds] of [
      [SET, 212],
      [
        [
          [26, 27, 26, 27, -20],
          [26, 27, 26, 27, -20],
        ],
        212,
      ],
    ] as const) {
      const { first } = measured(fitFile(swim({ pool: 25, laps, records: 'STEPS', withLengths: false })))
      expect(first.distanceMeters).toBe(200)
      expect(Math.abs(first.movingSeconds - seconds)).toBeLessThanOrEqual(2)
      expect(sums(first.laps).map(([meters]) => meters)).toEqual(laps.map((lap) => lap.filter((each) => each > 0).length * 25))
      expect(first.pool).toEqual({ lengthMeters: 25, lengths: [] })
    }
  })
  it('in TCX has the metres of its laps, and rests where a lap has none', () => {
    const time = (second: number): string => when(second).toISOString()
    const point = (second: number, meters: number): string =>
      `<Trackpoint><Time>${time(second)}</Time><DistanceMeters>${meters}</DistanceMeters></Trackpoint>`
    const lap = (start: number, seconds: number, meters: number, points: string): string =>
      `<Lap StartTime="${time(start)}"><TotalTimeSeconds>${seconds}</TotalTimeSeconds><DistanceMeters>${meters}</DistanceMeters><Track>${points}</Track></Lap>`
    const set = (start: number, before: number, each: number): string => {
      const points = Array.from({ length: 104 / each + 1 }, (_, i) =>
        point(start + i * each, before + 25 * Math.floor((i * each) / 26)),
      )
      return lap(start, 104, 100, points.join('')) + lap(start + 104, 30, 0, point(start + 134, before + 100))
    }
    for (const each of [1, 26]) {
      const laps = set(0, 0, each) + set(134, 100, each) + set(268, 200, each)
      const { first } = measured(
        `<TrainingCenterDatabase><Activities><Activity Sport="Other">${laps}</Activity></Activities></TrainingCenterDatabase>`,
      )
      expect(first.distanceMeters).toBe(300)
      expect(first.movingSeconds).toBe(312)
      expect(sums(first.laps)).toEqual([
        [100, 104],
        [0, 0],
        [100, 104],
        [0, 0],
        [100, 104],
        [0, 0],
      ])
    }
  })
  it('knows a rest by what it lacks, where no length names its type', () => {
    const messages = swim({ pool: 25, laps: SET }).map(([name, fields]): Message => [name, { ...fields, lengthType: undefined }])
    expect(measured(fitFile(messages)).first).toMatchObject({ distanceMeters: 200, movingSeconds: 212 })
    const bare = messages.map(([name, fields]): Message => [name, { ...fields, swimStroke: undefined, totalStrokes: undefined }])
    expect(measured(fitFile(bare.filter(([, fields]) => fields.totalElapsedTime !== 20))).first.distanceMeters).toBe(200)
  })
  it('is one leg among others', () => {
    const ride = Array.from({ length: 101 }, (_, i): Message => ['RECORD', { timestamp: when(252 + i), distance: 200 + i * 8 }])
    const legs = [...swim({ pool: 25, laps: SET }), ...ride, spanned('SESSION', 252, 100, 800, { sport: 'cycling' })]
    const { result, all } = measured(fitFile(legs))
    expect(result.recordings.map((each) => each.sport)).toEqual(['SWIM', 'RIDE'])
    expect(all.map((each) => [each.distanceMeters, each.pool?.lengths.length])).toEqual([
      [200, 10],
      [800, undefined],
    ])
  })
  it('of records without a time has the times of its lengths', () => {
    const untimed = [25, 50, 75, 100].map((distance): Message => ['RECORD', { distance, heartRate: 100 + distance }])
    const bytes = fitFile([...untimed, ...swim({ pool: 25, laps: [[28, 28, 28, 28]], records: 'NONE' })])
    const { result, first } = measured(bytes)
    expect(keepsPromises(bytes)).toBe(1)
    expect(result.warnings).toEqual([])
    expect(result.recordings[0]).toMatchObject({
      startedAtMs: when(0).getTime(),
      timeSeconds: Float64Array.of(0, 28, 56, 84, 112),
    })
    expect([...(result.recordings[0]?.channels.heartRateBpm ?? [])]).toEqual([Number.NaN, 125, 150, 175, 200])
    expect(first).toMatchObject({ distanceMeters: 100, elapsedSeconds: 112, movingSeconds: 112 })
  })
  it('as a real watch recorded it: whole lengths, swum for as long as the watch itself says', () => {
    const { distanceMeters, movingSeconds, laps } = measure(firstOf('swim-pool.fit'))
    expect(distanceMeters).toBeCloseTo(2606.04, 2)
    expect(movingSeconds).toBeCloseTo(2763.25, 1)
    for (const lap of laps) expect(lap.distanceMeters / 22.86).toBeCloseTo(Math.round(lap.distanceMeters / 22.86), 6)
  })
})
